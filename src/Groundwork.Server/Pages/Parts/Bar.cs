namespace Groundwork.Server.Pages.Parts;

/// <summary>One bar of a chart.</summary>
/// <param name="Label">What it stands for.</param>
/// <param name="Value">Its length, ≥ 0.</param>
public sealed record Bar(string Label, long Value);
