using System.Globalization;
using Groundwork.Knowledge;

namespace Groundwork.UseCases.Evaluating;

/// <summary>What of a collection decides its answers.</summary>
internal static class CollectionState
{
    /// <summary>By name, for people and for fingerprints.</summary>
    public static async ValueTask<SortedDictionary<string, string>> OfAsync(Workspace workspace, CollectionName name, CancellationToken cancellationToken)
    {
        var collection = await workspace.Knowledge.Collections.GetAsync(name, cancellationToken);
        return new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["build"] = BuildIdentity.Value,
            ["collection"] = name.Value,
            ["documents"] = (await workspace.Knowledge.Documents(name).StateAsync(cancellationToken)).Hex[..16],
            ["chunking"] = collection.InUse.Plan,
            ["embedder"] = collection.Embedder is { } embedder ? string.Create(CultureInfo.InvariantCulture, $"{embedder.Kind} {embedder.Model} {embedder.Dimensions}") : "none",
        };
    }
}
