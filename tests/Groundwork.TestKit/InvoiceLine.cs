namespace Groundwork.TestKit;

/// <summary>What a scripted server would bill for one request: the tokens it read and really made, also of an answer that was cut off.</summary>
public sealed class InvoiceLine(string requestId, string path, long inputTokens)
{
    private long _outputTokens;

    public string RequestId { get; } = requestId;

    public string Path { get; } = path;

    public long InputTokens { get; } = inputTokens;

    public long OutputTokens => Interlocked.Read(ref _outputTokens);

    internal void Made(long tokens = 1) => Interlocked.Add(ref _outputTokens, tokens);
}
