namespace Groundwork.Evals.Storing;

/// <summary>An item of a dataset version as it lies in the database.</summary>
/// <param name="Position">From 0.</param>
/// <param name="Sample">Id of the sample.</param>
/// <param name="Asked">Hash of what a subject may look at.</param>
/// <param name="Body">The sample as JSON.</param>
internal sealed record StoredItem(long Position, string Sample, string Asked, string Body)
{
    public Sample ToSample() => SampleReader.Read(Body);
}
