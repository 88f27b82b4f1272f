using Groundwork.Documents;
using Groundwork.Knowledge;
using Groundwork.Language;
using Groundwork.Models;
using Groundwork.Search;

namespace Groundwork.UseCases.Evaluating;

/// <summary>Names the code that runs: a changed line makes another, so that nothing observed with one build is taken for an observation of the next.</summary>
internal static class BuildIdentity
{
    /// <summary>Hash over the modules that decide what is found and said.</summary>
    public static string Value { get; } = ContentHash.OfText(string.Join(
        ' ',
        new[] { typeof(TextSpan), typeof(Document), typeof(SearchIndex), typeof(KnowledgeBase), typeof(ModelGateway), typeof(BuildIdentity) }
            .Select(type => type.Module.ModuleVersionId.ToString("N")))).Hex[..16];
}
