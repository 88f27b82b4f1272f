namespace Groundwork.Storage;

/// <summary>Work to be done.</summary>
/// <param name="Key">Names it within its queue; never empty.</param>
/// <param name="Payload">What the worker needs to know; the queue never looks into it.</param>
public sealed record NewJob(string Key, string Payload);
