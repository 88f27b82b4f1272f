namespace Groundwork.Knowledge.Answering;

/// <summary>How likely the best sentences answer a question: a logistic regression over what <see cref="AnswerSigns"/> tells.</summary>
internal static class AnswerConfidence
{
    /// <summary>What the regression looks at, in the order of its weights.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "strength", "sentence and neighbours", "beyond the title", "body", "missing word", "runner-up", "first passage", "value", "prose", "log terms", "log sentences",
        "open", "who", "when", "where", "definition",
    ];

    public static double Of(AnswerSigns signs) => signs.Terms == 0 ? 0 : Of(signs, ConfidenceWeights.Bias, ConfidenceWeights.Weights);

    public static double Of(AnswerSigns signs, double bias, IReadOnlyList<double> weights)
    {
        var features = Features(signs);
        var sum = bias;
        for (var i = 0; i < features.Length; i++) sum += weights[i] * features[i];
        return 1 / (1 + Math.Exp(-sum));
    }

    /// <summary>The values behind <see cref="Names"/>.</summary>
    public static double[] Features(AnswerSigns signs) =>
    [
        Share(signs.Strength), Share(signs.Window), Share(signs.BeyondTitle), Share(signs.Body), signs.Missing, Math.Clamp(signs.RunnerUp, 0, 1), Is(signs.IsFirst), Math.Clamp(signs.Value, 0, 2),
        Is(signs.IsProse), Math.Log(1 + signs.Terms), Math.Log(1 + signs.PassageSentences),
        Is(signs.Kind == QuestionKind.Open), Is(signs.Kind == QuestionKind.Who), Is(signs.Kind == QuestionKind.When), Is(signs.Kind == QuestionKind.Where), Is(signs.Kind == QuestionKind.Definition),
    ];

    // The scale for scripts without spaces can lift a share above 1.
    private static double Share(double value) => Math.Clamp(value, 0, 1.5);

    private static double Is(bool value) => value ? 1 : 0;
}
