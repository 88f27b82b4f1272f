namespace Groundwork.Evals;

/// <summary>How far two agree about the same items. A kappa is null where it says nothing: both used one and the same label throughout.</summary>
/// <param name="Items">Items that both labelled, from 1.</param>
/// <param name="Raw">Share of items with equal labels.</param>
/// <param name="Kappa">Cohen's kappa: 1 in full agreement, 0 as by chance (Cohen 1960).</param>
/// <param name="LinearKappa">The same where a miss by two levels counts twice one by one (Cohen 1968).</param>
/// <param name="QuadraticKappa">The same where it counts four times.</param>
/// <param name="Confusion">The labels beside each other. Look at it before a kappa: where one label dominates, kappa is low in spite of agreement.</param>
public sealed record PairAgreement(int Items, Estimate Raw, Coefficient? Kappa, Coefficient? LinearKappa, Coefficient? QuadraticKappa, ConfusionMatrix Confusion);
