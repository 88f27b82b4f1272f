using System.Collections.Frozen;
using Groundwork.Evals;
using Groundwork.Language;
using Groundwork.Models;

namespace Groundwork.UseCases.Monitoring;

/// <summary>Answers as drift is looked for in them.</summary>
internal static class AnswerItems
{
    /// <summary>One answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="prices">What models cost, by name, as it is known now; a model without a price has no cost.</param>
    public static DriftItem Of(ProductionAnswer answer, FrozenDictionary<string, ModelPrice> prices)
    {
        var reply = answer.Reply;
        var numbers = new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["question length"] = answer.Question.Length,
            ["latency ms"] = reply.ElapsedMs,
        };
        if (reply.Abstained is null)
        {
            numbers["answer length"] = reply.Answer.Length;
            numbers["citations"] = reply.Claims.Sum(c => c.Citations.Count);
        }

        if (reply.Confidence is { } confidence && double.IsFinite(confidence)) numbers["confidence"] = confidence;
        if (answer.Signals?.BestScore is { } best && double.IsFinite(best)) numbers["best score"] = best;
        if (answer.Signals?.MeanScore is { } mean && double.IsFinite(mean)) numbers["mean score"] = mean;
        if (reply.Usage is { InputTokens: { } input, OutputTokens: { } output })
        {
            numbers["input tokens"] = input;
            numbers["output tokens"] = output;
            if (prices.TryGetValue(reply.Model, out var price)) numbers["cost usd"] = (double)price.Of(new TokenUsage(input, output)).Usd;
        }

        return new DriftItem(answer.Id, answer.Question)
        {
            Numbers = numbers,
            Categories = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["language"] = LanguageDetector.Detect(answer.Question).Language.Code,
                ["abstained"] = reply.Abstained is null ? "no" : "yes",
                ["model"] = reply.Model,
            },
        };
    }

    /// <summary>Prices of the models that are configured.</summary>
    public static FrozenDictionary<string, ModelPrice> PricesOf(Settings settings) => settings.AllModels().Targets
        .Where(t => t.Price is not null).DistinctBy(t => t.Endpoint.Model, StringComparer.Ordinal).ToFrozenDictionary(t => t.Endpoint.Model, t => t.Price!, StringComparer.Ordinal);
}
