using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Groundwork.Sources.Git;

/// <summary>Starts git so that a repository can make it do nothing: no hooks, helpers, monitors, filters, prompts, other transports or settings of its own.</summary>
/// <remarks>
/// Only plumbing is called, nothing is ever checked out, and the environment is made anew. What a repository's own configuration could start is overridden
/// on the command line, which wins over it.
/// </remarks>
internal sealed class GitProgram(GitAccess access, string repository)
{
    private const int MaxErrorCharacters = 2000;

    private static readonly string[] s_settings =
    [
        "safe.directory=*", "core.hooksPath=/dev/null", "core.fsmonitor=false", "core.alternateRefsCommand=", "core.sshCommand=false", "core.askPass=", "core.gitProxy=", "core.pager=cat",
        "credential.helper=", "protocol.ext.allow=never", "protocol.file.allow=never", "gc.auto=0", "maintenance.auto=false", "fetch.recurseSubmodules=false", "fetch.writeCommitGraph=false",
        "http.followRedirects=false", "http.proxy=", "http.lowSpeedLimit=1000", "http.lowSpeedTime=60", "log.showSignature=false", "uploadpack.packObjectsHook=",
    ];

    /// <summary>Starts a call; its output comes through pipes. The caller disposes it.</summary>
    /// <param name="protocols">Transports that it may use, like "https"; "none" for none.</param>
    /// <param name="settings">More settings.</param>
    /// <param name="arguments">The command and its arguments.</param>
    /// <exception cref="SourceException">The program is not there.</exception>
    public Process Start(string protocols, IReadOnlyList<string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo(access.Program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, CreateNoWindow = true };
        foreach (var setting in s_settings.Concat(settings))
        {
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(setting);
        }

        start.ArgumentList.Add("-C");
        start.ArgumentList.Add(repository);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        Prepare(start.Environment, protocols);
        try
        {
            return Process.Start(start) ?? throw new SourceException(SourceFailure.Unreachable, "git did not start.");
        }
        catch (Win32Exception failure)
        {
            throw new SourceException(SourceFailure.BadSpecification, $"The program \"{access.Program}\" cannot be started ({failure.Message}). Install git, for example with \"apt-get install git\".", failure);
        }
    }

    /// <summary>Makes a call and returns its whole output, within a time and a length.</summary>
    /// <exception cref="SourceException">It failed, took too long or said too much.</exception>
    public async Task<byte[]> RunAsync(GitCall call, CancellationToken cancellationToken)
    {
        using var process = Start(call.Protocols, call.Settings, [.. call.Arguments]);
        using var limit = new CancellationTokenSource(call.Timeout, access.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            process.StandardInput.Close();
            var errors = ErrorsAsync(process, either.Token);
            var output = await OutputAsync(process, call, either.Token);
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0 ? output : throw Failed(call.Purpose, process.ExitCode, await errors);
        }
        catch (OperationCanceledException failure) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new SourceException(SourceFailure.TimedOut, FormattableString.Invariant($"git took more than {call.Timeout.TotalSeconds} seconds to {call.Purpose} \"{repository}\"."), failure);
        }
        finally
        {
            End(process);
        }
    }

    /// <summary>Ends a process and everything it started.</summary>
    public static void End(Process process)
    {
        try
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself.
        }
    }

    /// <summary>What git said when it failed.</summary>
    public SourceException Failed(string purpose, int exitCode, string errors) =>
        new(SourceFailure.Unreachable, FormattableString.Invariant($"git could not {purpose} \"{repository}\" (exit code {exitCode}): {errors}"));

    /// <summary>The first of what a call says on its error output; the rest is read and dropped, so that it cannot stop it.</summary>
    public static async Task<string> ErrorsAsync(Process process, CancellationToken cancellationToken)
    {
        var said = new StringBuilder();
        var piece = new char[1024];
        while (await process.StandardError.ReadAsync(piece, cancellationToken) is > 0 and var read)
            said.Append(piece, 0, Math.Min(read, MaxErrorCharacters - said.Length));
        return said.ToString().Trim();
    }

    private async Task<byte[]> OutputAsync(Process process, GitCall call, CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        var piece = new byte[1 << 14];
        while (await process.StandardOutput.BaseStream.ReadAsync(piece, cancellationToken) is > 0 and var read)
        {
            if (output.Length + read > call.MaxBytes) throw new SourceException(SourceFailure.TooLarge, FormattableString.Invariant($"git said more than {call.MaxBytes} bytes when it was to {call.Purpose} \"{repository}\"."));
            output.Write(piece, 0, read);
        }

        return output.ToArray();
    }

    private void Prepare(IDictionary<string, string?> environment, string protocols)
    {
        var path = environment.TryGetValue("PATH", out var searched) ? searched : null;
        var systemRoot = environment.TryGetValue("SystemRoot", out var windows) ? windows : null;
        environment.Clear();
        environment["PATH"] = path;
        if (systemRoot is not null) environment["SystemRoot"] = systemRoot;
        environment["HOME"] = access.CacheFolder;
        environment["LC_ALL"] = "C";
        environment["GIT_CONFIG_NOSYSTEM"] = "1";
        environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        environment["GIT_ATTR_NOSYSTEM"] = "1";
        environment["GIT_TERMINAL_PROMPT"] = "0";
        environment["GIT_ALLOW_PROTOCOL"] = protocols;
        environment["GIT_NO_LAZY_FETCH"] = "1";
        environment["GIT_NO_REPLACE_OBJECTS"] = "1";
        environment["GIT_OPTIONAL_LOCKS"] = "0";
        environment["GIT_PAGER"] = "cat";

        // A folder that is no repository must not lead to one above it.
        if (Path.GetDirectoryName(repository) is { } above) environment["GIT_CEILING_DIRECTORIES"] = above;
    }
}
