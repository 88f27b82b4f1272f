using Groundwork.Evals.Subjects;
using Groundwork.Language;

namespace Groundwork.Evals;

/// <summary>
/// What was observed elsewhere, read from a file: JSON Lines of observations as <see cref="ObservationFile"/> writes them, JSON Lines of answers <c>{"id"|"_id", "text"|"answer"|"output", "abstained"?, "repeat"?}</c>,
/// or a TREC run. Answers of a person in a file are one of these, too.
/// </summary>
public sealed class RecordedSubject : ISubject, IAsyncDisposable
{
    private readonly IRecording _recording;

    private RecordedSubject(string name, string fingerprint, IRecording recording) => (Name, Fingerprint, _recording) = (name, fingerprint, recording);

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public string Fingerprint { get; }

    /// <summary>Opens a recording and looks through all of it.</summary>
    /// <param name="path">The file; it must not change while it is used.</param>
    /// <param name="name">For people; null for the name of the file.</param>
    /// <param name="cancellationToken">Stops between lines.</param>
    /// <exception cref="DatasetRefusedException">The file is no recording; the message has the lines.</exception>
    public static async ValueTask<RecordedSubject> OpenAsync(string path, string? name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path)) throw new DatasetRefusedException($"There is no file {path}.", []);
        ContentHash hash;
        await using (var content = File.OpenRead(path)) hash = await ContentHash.OfAsync(content, cancellationToken);
        IRecording recording = await RecordedLines.LooksLikeJsonAsync(path, cancellationToken)
            ? await RecordedLines.OpenAsync(path, cancellationToken)
            : await RecordedRun.OpenAsync(path, cancellationToken);
        return new RecordedSubject(name ?? Path.GetFileName(path), ContentHash.OfText("recorded\n" + hash.Hex).Hex, recording);
    }

    /// <inheritdoc />
    public async ValueTask<Observation> RunAsync(Sample sample, int repeat, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return await _recording.FindAsync(sample.Id, repeat, cancellationToken)
            ?? ReplyReader.Failed(sample, repeat, repeat == 0 ? "the recording has no observation of this sample" : FormattableString.Invariant($"the recording has no repeat {repeat + 1} of this sample"));
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _recording.DisposeAsync();
}
