namespace Groundwork.Documents.Chunking;

/// <summary>What a cut would part, from harmless to bad.</summary>
internal enum CutPlace
{
    /// <summary>Two blocks.</summary>
    Blocks,

    /// <summary>A line that announces something ("…:") and what it announces.</summary>
    Announcement,

    /// <summary>Two sentences, rows or lines of one block.</summary>
    Sentences,

    /// <summary>The words of one sentence.</summary>
    Words,

    /// <summary>A heading and its text.</summary>
    HeadingAndText,
}
