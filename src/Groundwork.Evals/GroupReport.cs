namespace Groundwork.Evals;

/// <summary>One metric for the samples that share a tag.</summary>
/// <param name="Tag">Name of the tag, like <c>language</c>.</param>
/// <param name="Value">Its value, like <c>de</c>.</param>
/// <param name="Report">The metric; it has no groups of its own.</param>
public sealed record GroupReport(string Tag, string Value, MetricReport Report);
