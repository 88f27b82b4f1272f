using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Processes;

/// <summary>One process that reads documents, as seen from outside. Used by one caller at a time.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int KeptMessages = 2048;

    // What is allocated between two collections. Left alone, the runtime takes about as much as the processor's largest cache holds, which other processes need too.
    private const int YoungBytes = 4 << 20;

    private static readonly TimeSpan s_startTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_endTime = TimeSpan.FromSeconds(2);

    // The shell becomes the program. Address space is not limited: the runtime reserves far more of it than it uses, so its heap is.
    private const string Quiet = "ulimit -c 0 2>/dev/null; exec \"$@\"";

    // What the runtime, the system's loader and external programs need to find their own files; beside these, what starts with LC_ or DOTNET_.
    private static readonly string[] s_passedVariables =
        ["PATH", "HOME", "USERPROFILE", "LANG", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TESSDATA_PREFIX", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "SystemRoot"];

    private readonly Process _process;
    private readonly WorkerFolder _folder;
    private readonly WireWriter _to;
    private readonly WireReader _from;
    private readonly StringBuilder _messages = new();
    private readonly ManualResetEventSlim _isSilent = new();

    private WorkerProcess(Process process, WorkerFolder folder)
    {
        (_process, _folder) = (process, folder);
        _to = new WireWriter(new BufferedStream(process.StandardInput.BaseStream, 1 << 16));
        _from = new WireReader(new BufferedStream(process.StandardOutput.BaseStream, 1 << 16));
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>Bytes that the process held after its last document.</summary>
    public long HeldBytes { get; private set; }

    /// <summary>Starts a process and greets it.</summary>
    /// <exception cref="ReadingPlaceException">It does not start, does not answer, or is of another version.</exception>
    public static async Task<WorkerProcess> StartAsync(ReadingWorkerOptions options, ReaderSet readers, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, CreateNoWindow = true };
        start.FileName = OperatingSystem.IsWindows() ? options.Command[0] : "/bin/sh";
        if (!OperatingSystem.IsWindows())
            foreach (var argument in (ReadOnlySpan<string>)["-c", Quiet, "sh", options.Command[0]]) start.ArgumentList.Add(argument);
        foreach (var argument in options.Command.Skip(1)) start.ArgumentList.Add(argument);

        // Nothing that a document could be after: no keys, no addresses of models.
        foreach (var name in start.Environment.Keys.Where(name => !IsPassed(name)).ToArray()) start.Environment.Remove(name);
        // Temporary files of its own, which go with it also when it is killed.
        var folder = WorkerFolder.Create();
        foreach (var name in (ReadOnlySpan<string>)["TMPDIR", "TEMP", "TMP"]) start.Environment[name] = folder.Path;
        start.Environment["DOTNET_GCHeapHardLimit"] = options.MemoryBytes.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_GCConserveMemory"] = "7";
        // Of the limit above: from there on the collector takes garbage of large documents away rather than letting it wait.
        start.Environment["DOTNET_GCHighMemPercent"] = "3";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_GCgen0size"] = YoungBytes.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Exception failure) when (failure is Win32Exception or IOException)
        {
            process.Dispose();
            folder.Dispose();
            throw new ReadingPlaceException($"The program that reads documents, {options.Command[0]}, does not start ({failure.Message}). Check that it is there and that there is memory left.", failure);
        }

        var worker = new WorkerProcess(process, folder);
        try
        {
            var fingerprint = await worker.RunAsync(s_startTime, time, () => worker.Greet(readers), cancellationToken);
            return string.Equals(fingerprint, readers.Fingerprint, StringComparison.Ordinal)
                ? worker
                : throw new ReadingPlaceException($"The program that reads documents, {options.Command[0]}, is of another version than this one, or tesseract was installed or removed since this one started. Start this program again.");
        }
        catch (Exception failure)
        {
            worker.Dispose();
            if (failure is TimeoutException or ReaderEndedException)
                throw new ReadingPlaceException($"The program that reads documents, {string.Join(' ', options.Command)}, does not answer ({failure.Message}). Check that it can run here.", failure);
            throw;
        }
    }

    /// <summary>Reads one document.</summary>
    /// <exception cref="DocumentUnreadableException">It cannot be read, or not in time; after the latter the process is gone.</exception>
    /// <exception cref="ReaderEndedException">The process ended.</exception>
    public async Task<Document> ReadAsync(SourceInfo source, ReadOnlyMemory<byte> content, TimeSpan deadline, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(deadline, time, () => Exchange(source, content), cancellationToken);
        }
        catch (TimeoutException)
        {
            throw ReadingDeadline.Passed(source, deadline);
        }
    }

    /// <summary>Ends the process and its children.</summary>
    public void Dispose()
    {
        Kill();
        _process.WaitForExit(s_endTime);
        _process.Dispose();
        _folder.Dispose();
    }

    private static bool IsPassed(string name) =>
        s_passedVariables.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("LC_", StringComparison.Ordinal) || name.StartsWith("DOTNET_", StringComparison.Ordinal);

    private string Greet(ReaderSet readers)
    {
        _to.Int((int)WorkerMessage.Hello);
        _to.Text(JsonSerializer.Serialize(readers.Limits, ReadingJson.Default.ReadingLimits));
        _to.Flush();
        return _from.Int() == (int)WorkerMessage.Hello ? _from.Text() : throw new InvalidDataException("It speaks another language.");
    }

    private Document Exchange(SourceInfo source, ReadOnlyMemory<byte> content)
    {
        _to.Int((int)WorkerMessage.Read);
        DocumentWire.Write(_to, source);
        _to.Bytes(content.Span);
        _to.Flush();
        var message = (WorkerMessage)_from.Int();
        HeldBytes = _from.Long();
        switch (message)
        {
            case WorkerMessage.Document:
                var document = DocumentWire.ReadDocument(_from);
                DocumentInvariants.Check(document);
                if (document.Id != source.Id) throw new InvalidDataException($"A document \"{document.Id}\" came back for \"{source.Id}\".");
                return document;
            case WorkerMessage.Problem:
                var reason = (UnreadableReason)_from.Int();
                throw new DocumentUnreadableException(Enum.IsDefined(reason) ? reason : UnreadableReason.Damaged, _from.Text());
            default:
                throw new InvalidDataException($"A message of the unknown kind {(int)message}.");
        }
    }

    // The conversation blocks a thread of its own; killing the process ends it, which is how deadlines and cancellations reach it.
    private async Task<T> RunAsync<T>(TimeSpan deadline, TimeProvider time, Func<T> conversation, CancellationToken cancellationToken)
    {
        var isLate = false;
        using var cancelled = cancellationToken.Register(Kill);
        using var timer = time.CreateTimer(
            _ =>
            {
                Volatile.Write(ref isLate, true);
                Kill();
            },
            null, deadline, Timeout.InfiniteTimeSpan);
        try
        {
            return await Task.Factory.StartNew(conversation, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or ObjectDisposedException or ArgumentException or InvalidOperationException)
        {
            Kill();
            cancellationToken.ThrowIfCancellationRequested();
            if (Volatile.Read(ref isLate)) throw new TimeoutException(FormattableString.Invariant($"no answer within {deadline.TotalSeconds:0} s"), broken);
            throw new ReaderEndedException($"the reading process {Fate()}", broken);
        }
    }

    private string Fate()
    {
        // Its last words may still be on their way, and something that it started may hold their end open.
        var hasEnded = _process.WaitForExit(1000);
        _isSilent.Wait(1000);
        string messages;
        lock (_messages) messages = _messages.ToString().Trim();
        var fate = hasEnded ? string.Create(CultureInfo.InvariantCulture, $"ended with code {_process.ExitCode}") : "broke its connection";
        return messages.Length == 0 ? fate : $"{fate}: {FirstLine(messages)}";
    }

    private static string FirstLine(string messages) => messages.AsSpan().IndexOf('\n') is var at and >= 0 ? messages[..at].Trim() : messages;

    private void Note(string? line)
    {
        if (line is null) _isSilent.Set();
        lock (_messages)
            if (line is not null && _messages.Length + line.Length < KeptMessages) _messages.Append(line).Append('\n');
    }

    private void Kill()
    {
        try
        {
            // With what it started: an external program must not outlive the document it reads.
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself in between.
        }
    }
}
