namespace Groundwork.TestKit.Hostile;

/// <summary>A file that somebody might hand in to do harm, or that came out of a broken disk or program.</summary>
/// <param name="Name">File name with its ending; unique over all hostile files, and says what is wrong with it.</param>
/// <param name="Make">Makes its bytes, always the same.</param>
/// <param name="MayBeRead">True when a reader may also make a document of it (what it can read of it), as long as it ends in time.</param>
public sealed record HostileFile(string Name, Func<byte[]> Make, bool MayBeRead = false)
{
    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
