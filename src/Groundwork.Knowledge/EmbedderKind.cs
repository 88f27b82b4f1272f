namespace Groundwork.Knowledge;

/// <summary>Where an embedder comes from.</summary>
public enum EmbedderKind
{
    /// <summary>A model behind a configured address.</summary>
    Endpoint,

    /// <summary>Learnt from the collection itself; see <see cref="FittedEmbedder"/>.</summary>
    Fitted,

    /// <summary>None of ours: vectors come with the records and with the questions.</summary>
    Given,
}
