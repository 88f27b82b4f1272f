namespace Groundwork.UseCases;

/// <summary>How the file that a document was read from can be shown.</summary>
public enum OriginalKind
{
    /// <summary>Not at all: only its text is shown.</summary>
    None,

    /// <summary>As HTML, without its scripts.</summary>
    Html,

    /// <summary>As pictures of its pages.</summary>
    Pdf,

    /// <summary>As the picture it is.</summary>
    Picture,
}
