namespace Groundwork.Knowledge;

/// <summary>Which legs of retrieval take part.</summary>
public enum RetrievalMode
{
    /// <summary>Words, and vectors where the collection has them and an embedder is configured.</summary>
    Hybrid,

    /// <summary>Words alone.</summary>
    Text,

    /// <summary>Vectors alone.</summary>
    Vector,
}
