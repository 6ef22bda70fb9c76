using System.Text.Json;
using Spectre.Console;

namespace LoRaNode.Cli.Keys;

/// <summary>A result in its two forms.</summary>
/// <param name="WriteJson">For programs: one JSON value.</param>
/// <param name="Print">For people.</param>
internal sealed record KeysResult(Action<Utf8JsonWriter> WriteJson, Action<IAnsiConsole> Print);
