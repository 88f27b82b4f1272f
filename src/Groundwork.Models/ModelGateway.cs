using System.Collections.Frozen;
using Groundwork.Models.Caching;
using Groundwork.Models.Context;
using Groundwork.Models.Metering;
using Groundwork.Models.Routing;
using Groundwork.Models.Telemetry;
using Microsoft.Extensions.AI;

namespace Groundwork.Models;

/// <summary>The routes that the settings name, ready for use. Owns the connections behind them.</summary>
public sealed class ModelGateway : IModelGateway, IAsyncDisposable, IDisposable
{
    private readonly GatewaySettings _settings;
    private readonly FrozenDictionary<string, RouteState> _routes;
    private readonly FrozenDictionary<string, TelemetryScope> _scopes;
    private readonly FrozenDictionary<string, ModelTarget> _targets;
    private readonly IMeter _meter;
    private readonly AnswerCache _cache;
    private readonly TimeProvider _time;
    private readonly LosingLanes _losers = new();
    private readonly TargetConnections? _connections;

    /// <summary>Makes a gateway that neither counts nor limits spending; connects to nothing yet.</summary>
    /// <param name="settings">Targets and routes.</param>
    /// <param name="time">Measures timeouts and waits.</param>
    /// <param name="seed">Seed of what spreads waits and weighted choices; different for each process.</param>
    /// <param name="redact">Takes out of a text what must not stand in a trace; needed where the settings record content.</param>
    /// <exception cref="ArgumentException">The settings are not valid; the message lists every problem.</exception>
    /// <exception cref="InvalidDataException">A tokenizer file cannot be used; the message says why.</exception>
    public ModelGateway(GatewaySettings settings, TimeProvider time, int seed, Func<string, string>? redact = null)
        : this(settings, time, seed, redact, new Unmetered(seed), new TargetConnections(time))
    {
    }

    /// <summary>Makes a gateway of the models that are set one by one, with the routes <see cref="GatewaySettings.ChatRoute"/> and <see cref="GatewaySettings.EmbedRoute"/>.</summary>
    /// <exception cref="ArgumentException">The settings are not valid; the message lists every problem.</exception>
    public ModelGateway(ModelSettings settings, TimeProvider time, int seed)
        : this(GatewaySettings.From(settings), time, seed)
    {
    }

    /// <summary>Makes a gateway that books every attempt and holds every budget; connects to no model yet.</summary>
    /// <param name="settings">Targets, routes and budgets.</param>
    /// <param name="metering">Where spending is written down; its budgets are those of <paramref name="settings"/>.</param>
    /// <param name="allowances">Budgets that processes share.</param>
    /// <param name="usage">The ledger that processes share.</param>
    /// <param name="time">Measures timeouts, waits and days.</param>
    /// <param name="seed">Seed of what spreads waits and weighted choices; different for each process.</param>
    /// <param name="redact">Takes out of a text what must not stand in a trace; needed where the settings record content.</param>
    /// <param name="cancellationToken">Leaves as a cancellation.</param>
    /// <exception cref="ArgumentException">The settings are not valid; the message lists every problem.</exception>
    /// <exception cref="InvalidDataException">A tokenizer file cannot be used; the message says why.</exception>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    public static async ValueTask<ModelGateway> OpenAsync(
        GatewaySettings settings, MeterSettings metering, IAllowanceStore allowances, IUsageStore usage, TimeProvider time, int seed, Func<string, string>? redact, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(metering);
        var meter = await Meter.OpenAsync(metering with { Budgets = settings.Budgets }, allowances, usage, time, cancellationToken);
        try
        {
            return new ModelGateway(settings, time, seed, redact, meter, new TargetConnections(time));
        }
        catch
        {
            await meter.DisposeAsync();
            throw;
        }
    }

    private ModelGateway(GatewaySettings settings, TimeProvider time, int seed, Func<string, string>? redact, IMeter meter, TargetConnections connections)
        : this(settings, time, seed, redact, meter, connections.To) => _connections = connections;

    internal ModelGateway(GatewaySettings settings, TimeProvider time, int seed, Func<string, string>? redact, IMeter meter, Func<ModelTarget, TargetClients> clients)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(time);
        if (settings.Validate() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(' ', problems), nameof(settings));
        if (settings.RecordsContent && redact is null)
            throw new ArgumentException("The settings record content, and nothing is given that takes out what must not be recorded. Give a redaction, or record no content.", nameof(redact));
        (_settings, _meter, _time) = (settings, meter, time);
        _cache = new AnswerCache(settings.CacheBytes, time);
        var jitter = new RetryJitter(seed);
        var states = settings.Targets.ToDictionary(target => target.Name, target => new TargetState(target, clients(target), CounterOf(target), time), StringComparer.Ordinal);
        _routes = settings.Routes.ToFrozenDictionary(
            route => route.Name,
            route => new RouteState(route, [.. route.Targets.Select(place => new RoutePlace(states[place.Target], place.Weight, place.When))], meter, jitter, _losers, time),
            StringComparer.Ordinal);
        _targets = settings.Targets.ToFrozenDictionary(target => target.Name, StringComparer.Ordinal);
        _scopes = settings.Routes.ToFrozenDictionary(
            route => route.Name, route => new TelemetryScope(route, _targets, settings.RecordsContent ? redact : null, time), StringComparer.Ordinal);
        Routes = settings.Routes.ToFrozenDictionary(route => route.Name, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, ModelRoute> Routes { get; }

    /// <inheritdoc/>
    public IChatClient Chat(string route, CallContext context)
    {
        // The line of every call: what records it, what replays it, who answers it.
        var found = Find(route, ModelUse.Chat, context);
        IChatClient answering = new RoutedChatClient(found, context);
        if (found.Route.Cache is { Exact: true } or { SemanticThreshold: not null })
        {
            var embedder = found.Route.Cache.SemanticEmbedder is { } embed ? Embedder(embed, context) : null;
            answering = new CachedChatClient(answering, found.Route, context, _cache, _meter, _targets, embedder, _time);
        }

        return new TelemetryChatClient(answering, Scope(found));
    }

    /// <inheritdoc/>
    public IEmbeddingGenerator<string, Embedding<float>> Embedder(string route, CallContext context)
    {
        var found = Find(route, ModelUse.Embed, context);
        return new TelemetryEmbeddingGenerator(new RoutedEmbeddingGenerator(found, context, _settings.EmbeddingBatch), Scope(found));
    }

    /// <inheritdoc/>
    public IRerankClient Reranker(string route, CallContext context)
    {
        var found = Find(route, ModelUse.Rerank, context);
        return new TelemetryRerankClient(new RoutedRerankClient(found, context), Scope(found));
    }

    /// <summary>Books what was used so far, by this process and by processes that are gone. Happens by itself every quarter of a second; for reports that must not miss the last request.</summary>
    public ValueTask BookAsync(CancellationToken cancellationToken) => _meter is Meter metered ? metered.BookAsync(cancellationToken) : ValueTask.CompletedTask;

    /// <summary>Closes the connections; calls under way end with a failure.</summary>
    public void Dispose() => _connections?.Dispose();

    /// <summary>Closes the connections, books everything and gives allowances back.</summary>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        await _losers.SettledAsync(_time);
        if (_meter is IAsyncDisposable metered) await metered.DisposeAsync();
    }

    private TelemetryScope Scope(RouteState route) => _scopes[route.Route.Name];

    private RouteState Find(string route, ModelUse use, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(context);
        return _routes.TryGetValue(route, out var found) && found.Route.Use == use
            ? found
            : throw new RouteNotFoundException(route, Routes.Values.Where(known => known.Use == use).Select(known => known.Name).Order(StringComparer.Ordinal));
    }

    private static ITokenCounter CounterOf(ModelTarget target) => target.TokenizerPath is { } path ? TokenizerFile.Read(path) : new EstimatedCounter();
}
