namespace Groundwork.Sources.Web;

/// <summary>Addresses still to be asked for, each once, first come first served.</summary>
internal sealed class Frontier(int maxPages)
{
    private readonly Queue<(Uri Url, int Depth)> _waiting = new();
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>True when there were more addresses than allowed.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Adds an address unless it was seen before.</summary>
    public void Add(Uri url, int depth)
    {
        if (_seen.Contains(url.AbsoluteUri)) return;
        if (_seen.Count >= maxPages)
        {
            IsCut = true;
            return;
        }

        _seen.Add(url.AbsoluteUri);
        _waiting.Enqueue((url, depth));
    }

    /// <summary>Notes an address as seen; false when it was.</summary>
    public bool Mark(Uri url) => _seen.Add(url.AbsoluteUri);

    /// <summary>The next address.</summary>
    public bool TryNext(out (Uri Url, int Depth) next) => _waiting.TryDequeue(out next);
}
