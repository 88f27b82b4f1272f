using System.Text;
using Groundwork.Evals.Datasets;
using Groundwork.Evals.Storing;

namespace Groundwork.Evals;

/// <summary>Datasets in files.</summary>
public static class DatasetFile
{
    /// <summary>Opens a file or folder of samples. They are read while <see cref="DatasetReading.Samples"/> is, one at a time.</summary>
    /// <param name="path">File or folder.</param>
    /// <param name="format">Its format, or <see cref="DatasetFormat.Auto"/>.</param>
    /// <param name="options">How to read.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <exception cref="DatasetRefusedException">There is nothing at the path, or its format cannot be told.</exception>
    public static async ValueTask<DatasetReading> OpenAsync(string path, DatasetFormat format, DatasetReadOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        if (!(options.NearDuplicate is > 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(options), options.NearDuplicate, "The likeness of near duplicates is above 0 and up to 1.");
        if (options.MaxRecordCharacters < 1) throw new ArgumentOutOfRangeException(nameof(options), options.MaxRecordCharacters, "A record has at most 1 character or more.");
        if (!File.Exists(path) && !Directory.Exists(path)) throw new DatasetRefusedException($"There is no file or folder {path}.", []);
        if (format == DatasetFormat.Auto) format = await FormatGuess.OfAsync(path, options, cancellationToken);
        if (Directory.Exists(path) && format != DatasetFormat.Beir) throw new DatasetRefusedException($"{path} is a folder; a dataset of this format is a file.", []);
        var context = new ImportContext(path, options);
        if (options.Judgements is { } judgements)
        {
            context.Judged = new Judgements();
            await context.Judged.AddAsync(judgements, split: null, context.Problems, cancellationToken);
        }

        var pass = new ImportPass(format, context, token => Read(format, context, token));
        return new DatasetReading(format, pass.ReadAsync(cancellationToken), () => pass.Report);
    }

    /// <summary>Writes samples in our own format: a sample in each line, everything it has, as UTF-8. Reading it gives the same samples and the same fingerprint.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="target">Receives them; the caller closes it.</param>
    /// <param name="cancellationToken">Stops between samples.</param>
    /// <returns>Number of samples.</returns>
    public static async ValueTask<int> WriteAsync(IAsyncEnumerable<Sample> samples, Stream target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(target);
        var count = 0;
        await foreach (var sample in samples.WithCancellation(cancellationToken))
        {
            await target.WriteAsync(Encoding.UTF8.GetBytes(SampleJson.Write(sample) + "\n"), cancellationToken);
            count++;
        }

        return count;
    }

    /// <summary>Writes samples as comma separated values (RFC 4180, UTF-8): id, input, answers, reference, answerable, relevant, split, cluster, draft, and a column for each tag and variable.</summary>
    /// <param name="samples">Gives the samples; called twice, first for the names of the columns.</param>
    /// <param name="target">Receives them; the caller closes it.</param>
    /// <param name="cancellationToken">Stops between samples.</param>
    /// <returns>Ids of up to a hundred samples that have more than the columns hold, like tool calls or earlier turns.</returns>
    public static ValueTask<IReadOnlyList<string>> WriteCsvAsync(Func<IAsyncEnumerable<Sample>> samples, Stream target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(target);
        return CsvSamples.WriteAsync(samples, target, cancellationToken);
    }

    private static IAsyncEnumerable<(string Place, Sample Sample)> Read(DatasetFormat format, ImportContext context, CancellationToken cancellationToken) => format switch
    {
        DatasetFormat.Samples => JsonLineSamples.ReadAsync(context, cancellationToken),
        DatasetFormat.Questions => QuestionLines.ReadAsync(context, context.Path, cancellationToken),
        DatasetFormat.Csv => CsvSamples.ReadAsync(context, cancellationToken),
        DatasetFormat.Beir => BeirFolder.ReadAsync(context, cancellationToken),
        DatasetFormat.Trec => TrecTopics.ReadAsync(context, cancellationToken),
        DatasetFormat.Squad => SquadFile.ReadAsync(context, cancellationToken),
        DatasetFormat.Promptfoo => PromptfooFile.ReadAsync(context, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "There is no such format."),
    };
}
