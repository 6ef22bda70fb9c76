using System.CommandLine;
using LoRaNode.TextTraining;

namespace LoRaNode.Benchmarks.Text;

/// <summary>Fits the probabilities of <c>ProbabilityBooks.cs</c> to the training texts and prints them as they stand there.</summary>
internal static class TextBooks
{
    private const int BookSize = 16;

    internal static Command Create()
    {
        Option<DirectoryInfo> corpus = TextInstructions.Corpus();
        var command = new Command("text-books", "Fits the code books of the text models to the training texts and prints them.") { corpus };
        command.SetAction(result =>
        {
            foreach (ushort[] book in ModelTrainer.FitBooks(result.GetValue(corpus)!.FullName).Chunk(BookSize))
            {
                Console.WriteLine($"        {string.Join(", ", book)},");
            }

            return 0;
        });

        return command;
    }
}
