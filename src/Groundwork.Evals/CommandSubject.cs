using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Groundwork.Evals.Subjects;
using Groundwork.Language;

namespace Groundwork.Evals;

/// <summary>A program that is run anew for each sample.</summary>
public sealed class CommandSubject : ISubject
{
    private const int MostErrorBytes = 64 << 10;

    private readonly CommandSubjectOptions _options;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<BodyTemplate> _arguments;
    private readonly BodyTemplate? _input;
    private readonly ReplyReader _reply;

    /// <summary>Makes a subject of a program.</summary>
    /// <param name="name">For people.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="time">Clock of the time-out.</param>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    /// <exception cref="FormatException">A path of the reply is none.</exception>
    public CommandSubject(string name, CommandSubjectOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (string.IsNullOrWhiteSpace(options.Program)) throw new ArgumentException("The program has no name.", nameof(options));
        if (!Path.IsPathFullyQualified(options.Folder)) throw new ArgumentException($"The folder of a program is absolute, not \"{options.Folder}\".", nameof(options));
        if (options.Timeout <= TimeSpan.Zero) throw new ArgumentException(FormattableString.Invariant($"The time of a program is above 0, not {options.Timeout.TotalSeconds} s."), nameof(options));
        if (options.MaxOutputBytes is < 1 or > 256 << 20) throw new ArgumentException(FormattableString.Invariant($"A program writes at most 1 to 256 Mi bytes, not {options.MaxOutputBytes}."), nameof(options));
        (Name, _options, _time) = (name, options with { Program = ProgramIn(options) }, time);
        _arguments = [.. options.Arguments.Select(argument => new BodyTemplate(argument))];
        _input = options.Input is null ? null : new BodyTemplate(options.Input);
        _reply = new ReplyReader(options.Reply);
        Fingerprint = ContentHash.OfText(string.Join('\0', ["command", options.Program, options.Folder, options.Input ?? "", options.Version, options.Reply.ToString(), .. options.Arguments, .. FilesOf(_options)])).Hex;
    }

    // A program that is named with a folder is looked for where it runs, not where the one who measures happens to be; a bare name is looked for on the search path.
    private static string ProgramIn(CommandSubjectOptions options) =>
        options.Program.AsSpan().IndexOfAny('/', Path.DirectorySeparatorChar) >= 0 ? Path.GetFullPath(options.Program, options.Folder) : options.Program;

    // Without a version, a changed program is told by its files: itself and those among its arguments.
    private static IEnumerable<string> FilesOf(CommandSubjectOptions options)
    {
        if (options.Version.Length > 0) yield break;
        foreach (var argument in options.Arguments.Prepend(options.Program))
        {
            if (argument.Length == 0 || argument.Contains('\0', StringComparison.Ordinal) || argument.Contains("{{", StringComparison.Ordinal)) continue;
            var path = Path.GetFullPath(argument, options.Folder);
            if (!File.Exists(path)) continue;
            using var content = File.OpenRead(path);
            yield return $"{argument} {Convert.ToHexStringLower(SHA256.HashData(content))}";
        }
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public string Fingerprint { get; }

    /// <inheritdoc />
    public async ValueTask<Observation> RunAsync(Sample sample, int repeat, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sample);
        using var process = new Process { StartInfo = StartInfo(sample) };
        using var late = new CancellationTokenSource(_options.Timeout, _time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        var began = _time.GetTimestamp();
        try
        {
            process.Start();
        }
        catch (Win32Exception problem)
        {
            throw new SubjectUnavailableException($"The program \"{_options.Program}\" cannot be started: {problem.Message}", problem);
        }

        try
        {
            var observation = await ConverseAsync(process, sample, repeat, ended.Token);
            return observation with { Cost = observation.Cost with { LatencyMs = _time.GetElapsedTime(began).TotalMilliseconds } };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ReplyReader.Failed(sample, repeat, FormattableString.Invariant($"the program did not end within {_options.Timeout.TotalSeconds} s"));
        }
        finally
        {
            Kill(process);
        }
    }

    private async ValueTask<Observation> ConverseAsync(Process process, Sample sample, int repeat, CancellationToken cancellationToken)
    {
        var output = BoundedText.ReadAsync(process.StandardOutput.BaseStream, _options.MaxOutputBytes, cancellationToken).AsTask();
        var errors = BoundedText.ReadStartAsync(process.StandardError.BaseStream, MostErrorBytes, cancellationToken).AsTask();
        var input = WriteAsync(process, sample, cancellationToken);
        if (await output is not { } reply)
            return ReplyReader.Failed(sample, repeat, FormattableString.Invariant($"the program wrote more than {_options.MaxOutputBytes} bytes"));
        var said = await errors;
        await input;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? _reply.Read(reply, sample, repeat)
            : ReplyReader.Failed(sample, repeat, FormattableString.Invariant($"the program ended with {process.ExitCode}: {Storing.JsonMembers.Shorten(said.Trim())}"));
    }

    private async Task WriteAsync(Process process, Sample sample, CancellationToken cancellationToken)
    {
        try
        {
            if (_input is not null) await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(_input.FillText(sample)), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program does not read to the end, which is its right.
        }
    }

    private ProcessStartInfo StartInfo(Sample sample)
    {
        var start = new ProcessStartInfo(_options.Program)
        {
            WorkingDirectory = _options.Folder, UseShellExecute = false, CreateNoWindow = true,
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var argument in _arguments) start.ArgumentList.Add(argument.FillText(sample));
        return start;
    }

    private static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        catch (Exception problem) when (problem is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended by itself meanwhile.
        }
    }
}
