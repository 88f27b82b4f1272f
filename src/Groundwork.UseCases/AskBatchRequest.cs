namespace Groundwork.UseCases;

/// <summary>Many questions into a JSONL file of answers.</summary>
/// <param name="Questions">JSONL file of <c>{"id"|"_id","text"}</c>.</param>
/// <param name="Out">JSONL file to write; it appears when it is complete.</param>
/// <param name="Collection">The collection.</param>
/// <param name="Mode"><c>hybrid</c>, <c>text</c> or <c>vector</c>.</param>
/// <param name="Filters">Filters that must all hold.</param>
/// <param name="Extractive">True answers by extraction even when a chat model is configured.</param>
public sealed record AskBatchRequest(
    string Questions, string Out, string Collection = "default", string Mode = "hybrid", IReadOnlyList<string>? Filters = null, bool Extractive = false)
{
    /// <summary>As in <see cref="AskRequest.Unsupported"/>.</summary>
    public string? Unsupported { get; init; }

    /// <summary>As in <see cref="AskRequest.WrongCost"/>.</summary>
    public double? WrongCost { get; init; }

    /// <summary>As in <see cref="AskRequest.Judge"/>.</summary>
    public bool? Judge { get; init; }
}
