namespace Groundwork.Evals;

/// <summary>A file that is written for people to go on with.</summary>
/// <param name="Name">Its name, without a folder.</param>
/// <param name="Text">What it holds.</param>
public sealed record TemplateFile(string Name, string Text);
