namespace Groundwork.Documents.Readers.Markup;

/// <summary>An open element of a document for people.</summary>
/// <param name="name">Its local name.</param>
/// <param name="id">Its id; null for none.</param>
/// <param name="standsAlone">It is a block, not a part of a line.</param>
internal sealed class XmlElementFrame(string name, string? id, bool standsAlone)
{
    public string Name => name;

    public string? Id => id;

    public bool StandsAlone => standsAlone;

    /// <summary>Level of its title; 0 without one.</summary>
    public int Level { get; set; }

    /// <summary>Items of a list so far.</summary>
    public int Items { get; set; }
}
