namespace Groundwork.Evals;

/// <summary>A mean as people would give it, from few of their labels and many judgements: "the judge says 0.86, people on 60 of them say it overrates by 0.05, so 0.81 ± 0.04".</summary>
/// <param name="Value">The mean with its interval; its deviation is that of the people's values.</param>
/// <param name="JudgeMean">Mean of the judge over all items, uncorrected.</param>
/// <param name="HumanMean">Mean of the people's labels alone, with their wider interval.</param>
/// <param name="Overrating">How far the judge rates above people, on the labelled items.</param>
/// <param name="Trust">The weight λ of the judgements, 0..1: 0 where they say nothing about what people say.</param>
/// <param name="Labelled">Items with both.</param>
/// <param name="JudgedOnly">Items with a judgement alone.</param>
public sealed record PredictionPoweredMean(Estimate Value, double JudgeMean, Estimate HumanMean, double Overrating, double Trust, int Labelled, int JudgedOnly);
