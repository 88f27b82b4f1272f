namespace Groundwork.Evals;

/// <summary>Samples on their way out of files. To be read once.</summary>
public sealed class DatasetReading
{
    private readonly Func<ImportReport?> _report;

    internal DatasetReading(DatasetFormat format, IAsyncEnumerable<Sample> samples, Func<ImportReport?> report) => (Format, Samples, _report) = (format, samples, report);

    /// <summary>The format that is read; never <see cref="DatasetFormat.Auto"/>.</summary>
    public DatasetFormat Format { get; }

    /// <summary>The samples, one at a time. Throws <see cref="DatasetRefusedException"/> with the first twenty problems and their lines when its end is reached and there were any.</summary>
    public IAsyncEnumerable<Sample> Samples { get; }

    /// <summary>What is worth knowing about them; there once the samples were read to their end.</summary>
    /// <exception cref="InvalidOperationException">They were not.</exception>
    public ImportReport Report => _report() ?? throw new InvalidOperationException("The samples must be read to their end before there is a report about them.");
}
