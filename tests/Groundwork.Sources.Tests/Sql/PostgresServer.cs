using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Groundwork.Sources.Tests.Sql;

/// <summary>A PostgreSQL cluster of its own, on loopback, for the tests of one class.</summary>
public sealed class PostgresServer : IDisposable
{
    public const string Password = "correct-horse-battery";

    private readonly string? _folder;

    public PostgresServer()
    {
        if (Programs is null) return;
        _folder = Path.Combine(Path.GetTempPath(), FormattableString.Invariant($"groundwork-postgres-{Environment.ProcessId}"));
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        Directory.CreateDirectory(_folder);
        var secret = Path.Combine(_folder, "secret");
        File.WriteAllText(secret, Password);
        if (Environment.IsPrivilegedProcess) Run("chown", "-R", "postgres", _folder);
        AsOwner(Path.Combine(Programs, "initdb"), "-D", Data, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", secret, "--no-sync", "--locale=C", "-E", "UTF8");
        AsOwner(Path.Combine(Programs, "pg_ctl"), "-D", Data, "-w", "-s", "-l", Path.Combine(_folder, "log"), "-o", FormattableString.Invariant($"-c listen_addresses=127.0.0.1 -p {Port} -k {_folder} -c fsync=off"), "start");
    }

    /// <summary>Where the programs are; null when PostgreSQL is not installed.</summary>
    public static string? Programs { get; } = !OperatingSystem.IsLinux() || !Directory.Exists("/usr/lib/postgresql") ? null
        : Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).LastOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));

    public int Port { get; }

    public string Settings => FormattableString.Invariant($"Host=127.0.0.1;Port={Port};Database=postgres;Username=postgres");

    private string Data => Path.Combine(_folder!, "data");

    public void Execute(string sql)
    {
        using var connection = new NpgsqlConnection($"{Settings};Password={Password};Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        if (_folder is null) return;
        AsOwner(Path.Combine(Programs!, "pg_ctl"), "-D", Data, "-w", "-s", "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private static void AsOwner(string program, params string[] arguments)
    {
        if (Environment.IsPrivilegedProcess) Run("runuser", ["-u", "postgres", "--", program, .. arguments]);
        else Run(program, arguments);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, WorkingDirectory = "/", RedirectStandardOutput = true })!;
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, program);
    }
}
