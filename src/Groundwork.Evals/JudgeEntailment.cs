using System.Globalization;
using System.Text.Json;
using Groundwork.Evals.Judging;

namespace Groundwork.Evals;

/// <summary>Asks a model whether statements follow from a text, up to 20 statements in a call, the reason before each verdict.</summary>
/// <remarks>Texts are kept apart from orders as in <see cref="RubricJudge"/>. Statements without a verdict after one repair are failed.</remarks>
public sealed class JudgeEntailment : IEntailment
{
    private const int StatementsPerCall = 20;

    private static readonly PromptFile s_prompt = new("entailment.prompt.md");

    private readonly JudgeModel _judge;
    private readonly JudgeCall _call;

    /// <summary>Makes the entailment.</summary>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public JudgeEntailment(JudgeModel judge, JudgeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(judge);
        _call = new JudgeCall(judge, options ?? JudgeOptions.Default);
        _judge = judge;
        Fingerprint = _call.FingerprintWith("entailment", s_prompt.Fingerprint, StatementsPerCall.ToString(CultureInfo.InvariantCulture));
    }

    /// <inheritdoc />
    public string Name => _judge.Name;

    /// <inheritdoc />
    public string Fingerprint { get; }

    /// <inheritdoc />
    public bool MayJudgeItself => _call.Options.MayJudgeItself;

    /// <inheritdoc />
    public JudgeKinship KinshipTo(string? model) => _judge.KinshipTo(model);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<Entailment>> JudgeAsync(string premise, IReadOnlyList<string> statements, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(premise);
        ArgumentNullException.ThrowIfNull(statements);
        var verdicts = new List<Entailment>(statements.Count);
        foreach (var part in statements.Chunk(StatementsPerCall)) verdicts.AddRange(await AskAsync(premise, part, cancellationToken));
        return verdicts;
    }

    private async ValueTask<IReadOnlyList<Entailment>> AskAsync(string premise, string[] statements, CancellationToken cancellationToken)
    {
        var slots = _call.SlotsFor("supported", 0);
        slots.Add("text", premise);
        for (var i = 0; i < statements.Length; i++) slots.Add(string.Create(CultureInfo.InvariantCulture, $"statement {i + 1}"), statements[i]);
        if (slots.Length > _call.Options.MostCharacters)
            return Failed(statements.Length, string.Create(CultureInfo.InvariantCulture, $"The texts have {slots.Length} characters; at most {_call.Options.MostCharacters} are judged."));
        var fenced = slots.Close();
        var messages = s_prompt.With(("code", slots.Code), ("count", statements.Length.ToString(CultureInfo.InvariantCulture)), ("slots", fenced));
        var reply = await _call.AskAsync(messages, FormFor(statements.Length), slots.Code, 0, cancellationToken);
        return reply.Verdict is { } verdicts ? [.. verdicts.Select(verdict => verdict is Entailment.Judged judged ? judged with { Why = reply.Signed(judged.Why) } : verdict)] : Failed(statements.Length, reply.Failure!);
    }

    private static VerdictForm<Entailment[]> FormFor(int count) => new(
        """
        {"type":"object","additionalProperties":false,"required":["code","verdicts"],"properties":{"code":{"type":"string"},"verdicts":{"type":"array","items":{"type":"object","additionalProperties":false,
        "required":["number","reason","supported"],"properties":{"number":{"type":"integer"},"reason":{"type":"string"},"supported":{"type":"boolean"}}}}}}
        """,
        root => Read(root, count));

    private static (Entailment[]? Verdict, string Problem) Read(JsonElement root, int count)
    {
        if (!root.TryGetProperty("verdicts", out var list) || list.ValueKind != JsonValueKind.Array) return (null, "Its \"verdicts\" are missing.");
        var verdicts = new Entailment[count];
        foreach (var entry in list.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("number", out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var n) || n < 1 || n > count)
                return (null, string.Create(CultureInfo.InvariantCulture, $"A verdict has no \"number\" from 1 to {count}."));
            if (verdicts[n - 1] is not null) return (null, string.Create(CultureInfo.InvariantCulture, $"Statement {n} has two verdicts."));
            if (!entry.TryGetProperty("supported", out var supported) || supported.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                return (null, string.Create(CultureInfo.InvariantCulture, $"Statement {n} has no \"supported\" that is true or false."));
            var reason = entry.TryGetProperty("reason", out var why) && why.ValueKind == JsonValueKind.String ? why.GetString()! : "";
            verdicts[n - 1] = new Entailment.Judged(supported.GetBoolean(), supported.GetBoolean() ? 1 : 0, reason);
        }

        var missing = Array.FindIndex(verdicts, verdict => verdict is null);
        return missing < 0 ? (verdicts, "") : (null, string.Create(CultureInfo.InvariantCulture, $"Statement {missing + 1} has no verdict."));
    }

    private static Entailment[] Failed(int count, string reason)
    {
        var failed = new Entailment[count];
        Array.Fill(failed, new Entailment.Failed(reason));
        return failed;
    }
}
