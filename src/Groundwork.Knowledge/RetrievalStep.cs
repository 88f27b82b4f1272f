namespace Groundwork.Knowledge;

/// <summary>What may happen between a question and the passages found for it, in the order in which it happens.</summary>
public enum RetrievalStep
{
    /// <summary>Words of earlier turns are searched beside those of a question that cannot stand alone. No model.</summary>
    FollowUp,

    /// <summary>A model writes the last turn as a question that stands alone.</summary>
    Condense,

    /// <summary>Words that the index does not know are replaced by ones it knows that are spelt nearly so. No model.</summary>
    Spelling,

    /// <summary>Short and long forms that the collection uses for one thing are searched for one another. No model.</summary>
    Acronyms,

    /// <summary>A model writes the question in other words; all are searched.</summary>
    MultiQuery,

    /// <summary>A model splits a question into parts; all are searched.</summary>
    Decomposition,

    /// <summary>A model writes a passage that might answer; its vector is searched, or its words where there are no vectors.</summary>
    HypotheticalPassage,

    /// <summary>Words of the best passages are searched beside the question's own. No model.</summary>
    Feedback,

    /// <summary>The best passages are put in order anew by what can be seen of words and question together. No model.</summary>
    Features,

    /// <summary>A re-rank endpoint puts the best passages in order.</summary>
    Endpoint,

    /// <summary>A chat model puts the best passages in order.</summary>
    Listwise,

    /// <summary>Passages that repeat better ones stand back.</summary>
    Diversity,

    /// <summary>A passage that begins or ends amid a sentence, list or table is given with what is beside it.</summary>
    Neighbours,
}
