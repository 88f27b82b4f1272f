using System.Collections.ObjectModel;
using Groundwork.Evals.Scoring;

namespace Groundwork.Evals;

/// <summary>Makes scorers from texts, like <c>ranking:ndcg@10,recall@5</c>, <c>exact</c> or <c>numeric:tolerance=0.01</c>.</summary>
public static class Scorers
{
    private static readonly ReadOnlyDictionary<string, ScorerMaker> Makers =
        BuiltInScorers.Makers.ToDictionary(maker => maker.Info.Name, StringComparer.Ordinal).AsReadOnly();

    /// <summary>Every scorer that needs no judge, ordered by name.</summary>
    public static IReadOnlyList<ScorerInfo> All { get; } =
        Makers.Values.Select(maker => maker.Info).OrderBy(info => info.Name, StringComparer.Ordinal).ToList().AsReadOnly();

    /// <summary>Makes a scorer.</summary>
    /// <param name="spec">Its name; after a colon what it is to do.</param>
    /// <param name="further">More makers by name, like those of judges; they win over the ones known here. Null for none.</param>
    /// <param name="folder">Folder that file names in the spec are relative to; null when only full paths are accepted.</param>
    /// <returns>A scorer that never gives a value outside its metric's range: such a value is <see cref="Score.Failed"/>.</returns>
    /// <exception cref="ScorerSpecException">There is no such scorer, or it has no such setting; the message names the nearest one.</exception>
    public static IScorer Create(string spec, IReadOnlyDictionary<string, ScorerMaker>? further = null, string? folder = null)
    {
        var asked = ScorerSpec.Parse(spec, folder);
        // "pass@3" asks for the maker "pass@k".
        var name = SpecName.Of(asked.Name);
        if ((further is null || !further.TryGetValue(name, out var maker)) && !Makers.TryGetValue(name, out maker))
            throw new ScorerSpecException($"There is no scorer \"{asked.Name}\". {Nearest.Sentence(asked.Name, [.. Makers.Keys, .. further?.Keys ?? []])}");
        return new Checked(maker.Make(asked));
    }
}
