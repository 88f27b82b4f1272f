namespace Groundwork.Evals;

/// <summary>A sample whose question stands in a document, with its answer where it has one: who retrieves the document is handed the solution.</summary>
/// <param name="Sample">Id of the sample.</param>
/// <param name="Document">Id of the document.</param>
/// <param name="Question">Share of the question's runs of four words that stand in the document, 0..1.</param>
/// <param name="Answer">Greatest share of the runs of words of an answer that stand in it, 0..1; null for a sample without answers.</param>
public sealed record LeakageFinding(string Sample, string Document, double Question, double? Answer);
