namespace DeviceApi.Tests.Rules;

/// <summary>One place in compiled firmware that the device would refuse or run wrongly.</summary>
/// <param name="Place">File and line where known, the member otherwise.</param>
/// <param name="Reason">What is there and why that fails.</param>
internal sealed record Violation(string Place, string Reason)
{
    public override string ToString() => $"{Place}: {Reason}";
}
