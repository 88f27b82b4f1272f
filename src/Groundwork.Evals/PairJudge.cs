using System.Globalization;
using System.Text.Json;
using Groundwork.Evals.Judging;

namespace Groundwork.Evals;

/// <summary>Says which of two answers is better, with a model asked in both orders: an answer wins only when it wins twice.</summary>
/// <remarks>Zheng et al. 2023, "Judging LLM-as-a-Judge with MT-Bench and Chatbot Arena", section 3.4. Texts are kept apart from orders as in <see cref="RubricJudge"/>.</remarks>
public sealed class PairJudge : IPairJudge
{
    private static readonly PromptFile s_prompt = new("pair.prompt.md");

    private static readonly VerdictForm<Choice> s_form = new(
        """
        {"type":"object","additionalProperties":false,"required":["code","reason","better"],"properties":{"code":{"type":"string"},"reason":{"type":"string"},"better":{"type":"string","enum":["1","2","tie"]}}}
        """,
        Read);

    private readonly JudgeModel _judge;
    private readonly Rubric _rubric;
    private readonly JudgeCall _call;

    /// <summary>Makes the judge.</summary>
    /// <param name="judge">The model.</param>
    /// <param name="rubric">Its criteria say what counts; levels take no part.</param>
    /// <param name="options">How it is asked.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public PairJudge(JudgeModel judge, Rubric rubric, JudgeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(judge);
        ArgumentNullException.ThrowIfNull(rubric);
        _call = new JudgeCall(judge, options ?? JudgeOptions.Default);
        (_judge, _rubric) = (judge, rubric);
        Fingerprint = _call.FingerprintWith("pair", rubric.Fingerprint, s_prompt.Fingerprint);
    }

    /// <inheritdoc />
    public string Name => _judge.Name;

    /// <inheritdoc />
    public string Fingerprint { get; }

    /// <inheritdoc />
    public async ValueTask<PairVerdict> CompareAsync(JudgedItem item, int repeat, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.Other is not { } other) return new PairVerdict.Failed("There is no second answer.");
        var asGiven = await AskAsync(item, item.Answer, other, repeat, cancellationToken);
        if (asGiven.Verdict is null) return new PairVerdict.Failed(asGiven.Failure!);
        var swapped = await AskAsync(item, other, item.Answer, repeat, cancellationToken);
        if (swapped.Verdict is null) return new PairVerdict.Failed(swapped.Failure!);
        return new PairVerdict.Decided(
            asGiven.Verdict.First switch { true => PairChoice.Answer, false => PairChoice.Other, _ => PairChoice.Tie },
            swapped.Verdict.First switch { true => PairChoice.Other, false => PairChoice.Answer, _ => PairChoice.Tie },
            asGiven.Signed(asGiven.Verdict.Reason));
    }

    private async ValueTask<JudgeReply<Choice>> AskAsync(JudgedItem item, string first, string second, int repeat, CancellationToken cancellationToken)
    {
        var slots = _call.SlotsFor("better", repeat);
        foreach (var turn in item.Before) slots.Add(string.Equals(turn.Role, "assistant", StringComparison.Ordinal) ? "earlier answer" : "earlier question", turn.Text);
        slots.Add("question", item.Question);
        for (var i = 0; i < item.Passages?.Count; i++) slots.Add(string.Create(CultureInfo.InvariantCulture, $"passage {i + 1}"), item.Passages[i]);
        slots.Add("answer 1", first);
        slots.Add("answer 2", second);
        if (slots.Length > _call.Options.MostCharacters)
            return new JudgeReply<Choice>(null, string.Create(CultureInfo.InvariantCulture, $"The texts have {slots.Length} characters; at most {_call.Options.MostCharacters} are judged."));
        var fenced = slots.Close();
        var criteria = string.Join('\n', _rubric.Criteria.Select(criterion => $"- {criterion.Question}"));
        var messages = s_prompt.With(("title", _rubric.Title), ("instructions", _rubric.Instructions), ("criteria", criteria), ("code", slots.Code), ("slots", fenced));
        return await _call.AskAsync(messages, s_form, slots.Code, repeat, cancellationToken);
    }

    private static (Choice? Verdict, string Problem) Read(JsonElement root)
    {
        if (!root.TryGetProperty("reason", out var reason) || reason.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(reason.GetString())) return (null, "Its \"reason\" is missing.");
        var better = root.TryGetProperty("better", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (better is not ("1" or "2" or "tie")) return (null, "Its \"better\" is not \"1\", \"2\" or \"tie\".");
        return (new Choice(better switch { "1" => true, "2" => false, _ => null }, reason.GetString()!.Trim()), "");
    }

    /// <summary>What one turn chose: the answer shown first, the one shown second, or neither.</summary>
    private sealed record Choice(bool? First, string Reason);
}
