namespace Groundwork.Knowledge.Meaning;

/// <summary>When what was learnt no longer fits the collection.</summary>
internal static class FittedDrift
{
    // Twice as many chunks, or half as many: the directions were chosen for another collection.
    private const int Growth = 2;

    // Of fewer chunks the share says little.
    private const int LeastChunks = 50;

    // New texts of the same kind know about as much of the vocabulary as the texts it was learnt from, whose rare terms are outside it too.
    private const double MostSurplus = 0.2;

    /// <summary>Why to learn anew, or null.</summary>
    /// <param name="learnt">What was learnt.</param>
    /// <param name="chunks">Chunks now.</param>
    /// <param name="written">What was folded in since, or null.</param>
    public static string? Reason(FittedEmbedder learnt, long chunks, FittedVectors? written)
    {
        if (chunks >= learnt.Chunks * Growth || chunks <= learnt.Chunks / Growth)
            return FormattableString.Invariant($"because it was learnt from {learnt.Chunks} chunks and there are {chunks} now");
        if (written is { Chunks: >= LeastChunks } && written.UnknownShare > learnt.UnknownShare + MostSurplus)
            return FormattableString.Invariant($"because {written.UnknownShare:P0} of what the new texts say is in words it does not know");
        return null;
    }
}
