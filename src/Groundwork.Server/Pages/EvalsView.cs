using Groundwork.UseCases;

namespace Groundwork.Server.Pages;

/// <summary>The page of all evaluations.</summary>
/// <param name="Datasets">Each by its newest version.</param>
/// <param name="Runs">Those started last first.</param>
/// <param name="Queues">Review queues.</param>
/// <param name="Certificates">What is known about judges.</param>
/// <param name="Collections">Names of collections that can be measured.</param>
/// <param name="Routes">Routes of chat models.</param>
/// <param name="Token">For the forms.</param>
public sealed record EvalsView(
    IReadOnlyList<DatasetReply> Datasets, IReadOnlyList<EvalRunReply> Runs, IReadOnlyList<ReviewQueueReply> Queues, IReadOnlyList<CertificateReply> Certificates,
    IReadOnlyList<string> Collections, IReadOnlyList<string> Routes, string Token);
