using System.Globalization;
using Groundwork.Models;
using Groundwork.Storage;
using Groundwork.UseCases.Spending;

namespace Groundwork.UseCases.Wiring;

/// <summary>The gateway with its ledger, opened when a model is first needed: most commands need none.</summary>
/// <param name="settings">What the installation is told.</param>
/// <param name="time">Clock.</param>
/// <param name="notices">Told what goes wrong in the background.</param>
internal sealed class GatewayAccess(Settings settings, TimeProvider time, Action<string> notices) : IAsyncDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private SqliteDatabase? _ledger;
    private ModelGateway? _gateway;

    /// <summary>Targets, routes and budgets.</summary>
    public GatewaySettings All { get; } = settings.AllModels();

    /// <summary>The route of a name; null for none.</summary>
    public ModelRoute? Find(string route) => All.Routes.FirstOrDefault(known => string.Equals(known.Name, route, StringComparison.Ordinal));

    /// <summary>Name of the model that a route asks first, as people know the route by it; null where there is no such route.</summary>
    public string? ModelOf(string route) => Find(route) is { } found
        ? All.Targets.First(target => string.Equals(target.Name, found.Targets[0].Target, StringComparison.Ordinal)).Endpoint.Model
        : null;

    /// <summary>The gateway.</summary>
    public ValueTask<ModelGateway> OpenAsync(CancellationToken cancellationToken) => _gateway is { } open ? new(open) : OpenSlowlyAsync(cancellationToken);

    /// <summary>The ledger's database.</summary>
    public async ValueTask<IDatabase> LedgerAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            return await OpenLedgerAsync(cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null) await _gateway.DisposeAsync();
        if (_ledger is not null) await _ledger.DisposeAsync();
        _opening.Dispose();
    }

    private async ValueTask<ModelGateway> OpenSlowlyAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_gateway is { } open) return open;
            var ledger = await OpenLedgerAsync(cancellationToken);
            // A process id comes again; together with the time of its start it does not.
            var instance = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{time.GetUtcNow().UtcTicks:x}");
            var metering = new MeterSettings(Path.Combine(settings.DataDirectory, "usage"), instance) { Notices = notices, KeepRows = settings.UsageKept };
            return _gateway = await ModelGateway.OpenAsync(All, metering, new AllowanceStore(ledger), new UsageStore(ledger, time), time, Environment.ProcessId, TraceRedaction.Of, cancellationToken);
        }
        finally
        {
            _opening.Release();
        }
    }

    private async ValueTask<SqliteDatabase> OpenLedgerAsync(CancellationToken cancellationToken) =>
        _ledger ??= await SqliteDatabase.OpenAsync(Path.Combine(settings.DataDirectory, GatewaySchema.FileName), GatewaySchema.Migrations, time, cancellationToken);
}
