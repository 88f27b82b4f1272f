namespace Groundwork.TestKit;

/// <summary>
/// What a scripted server would bill for one request: the tokens it read and really made, also of an answer that was cut off. A request
/// that was refused, or whose answer never began, costs nothing.
/// </summary>
public sealed class InvoiceLine
{
    private readonly long _inputTokens;
    private long _outputTokens;
    private volatile bool _hasBegun;

    internal InvoiceLine(string requestId, string path, long inputTokens)
    {
        RequestId = requestId;
        Path = path;
        _inputTokens = inputTokens;
    }

    /// <summary>The client's <c>X-Client-Request-Id</c>; empty if it sent none.</summary>
    public string RequestId { get; }

    /// <summary>What was asked for.</summary>
    public string Path { get; }

    public long InputTokens => _hasBegun ? _inputTokens : 0;

    public long OutputTokens => Interlocked.Read(ref _outputTokens);

    /// <summary>The answer begins: the input counts.</summary>
    internal void Begin() => _hasBegun = true;

    internal void Made(long tokens = 1)
    {
        Begin();
        Interlocked.Add(ref _outputTokens, tokens);
    }
}
