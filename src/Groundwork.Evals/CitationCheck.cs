namespace Groundwork.Evals;

/// <summary>What a model-free check of a citation found. The first that applies.</summary>
public enum CitationCheck
{
    /// <summary>Nobody looked.</summary>
    Unchecked,

    /// <summary>Document, permission, span and quote are right.</summary>
    Holds,

    /// <summary>There is no such document.</summary>
    NoDocument,

    /// <summary>The asker may not read the document, or it was not among what was retrieved.</summary>
    NotPermitted,

    /// <summary>The span reaches outside the document's text.</summary>
    OutsideText,

    /// <summary>The quoted words do not stand at the span.</summary>
    QuoteDiffers,
}
