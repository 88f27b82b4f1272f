namespace Groundwork.Evals.Reporting;

/// <summary>One metric of all samples. Weights are kept only where one differs from 1.</summary>
internal sealed class ValueColumn(ValueState[] states, double[] values, double[]? weights)
{
    public static ValueColumn Empty(int samples) => new(new ValueState[samples], new double[samples], null);

    public int Count => states.Length;

    public ValueState StateOf(int sample) => states[sample];

    public double? ValueOf(int sample) => states[sample] == ValueState.Scored ? values[sample] : null;

    public double WeightOf(int sample) => weights is null ? 1 : weights[sample];

    public bool IsWeighted => weights is not null;
}
