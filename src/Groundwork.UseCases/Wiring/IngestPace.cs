namespace Groundwork.UseCases;

/// <summary>How fast an ingestion goes, over the last half minute, and how long it will take at that rate.</summary>
internal sealed class IngestPace(TimeProvider time, int files, long bytes)
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(1);

    private readonly Queue<(long At, int Files, long Bytes)> _marks = new([(time.GetTimestamp(), 0, 0)]);
    private long _lastMark = time.GetTimestamp();

    /// <summary>The rates and the time left after some work; nulls before a second has passed.</summary>
    public (double? FilesPerSecond, double? BytesPerSecond, double? SecondsLeft) After(int filesDone, long bytesDone)
    {
        if (time.GetElapsedTime(_lastMark) >= s_step)
        {
            _marks.Enqueue((_lastMark = time.GetTimestamp(), filesDone, bytesDone));
            while (_marks.Count > 2 && time.GetElapsedTime(_marks.Peek().At) > s_window) _marks.Dequeue();
        }

        var from = _marks.Peek();
        var seconds = time.GetElapsedTime(from.At).TotalSeconds;
        if (seconds < s_step.TotalSeconds) return (null, null, null);
        var (fileRate, byteRate) = ((filesDone - from.Files) / seconds, (bytesDone - from.Bytes) / seconds);
        return (Math.Round(fileRate, 1), Math.Round(byteRate), Left(fileRate, byteRate, filesDone, bytesDone));
    }

    // By bytes where they are known: a large file takes longer than a small one.
    private double? Left(double fileRate, double byteRate, int filesDone, long bytesDone) =>
        bytes > bytesDone && byteRate > 0 ? Math.Round((bytes - bytesDone) / byteRate)
        : fileRate > 0 ? Math.Round(Math.Max(0, files - filesDone) / fileRate)
        : null;
}
