using Groundwork.Server.Hosting;
using Groundwork.UseCases;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Groundwork.Server;

/// <summary>The pages and the HTTP API of one data directory.</summary>
public static class GroundworkServer
{
    /// <summary>Serves until it is cancelled, then ends what runs and returns.</summary>
    /// <param name="workspace">The data directory; the caller disposes it afterwards.</param>
    /// <param name="options">Where to listen.</param>
    /// <param name="onListening">Told the first real address, like <c>http://127.0.0.1:7070</c>, once requests are answered; null for nobody.</param>
    /// <param name="cancellationToken">Ends the server; that is no failure.</param>
    /// <exception cref="SettingsException">An address cannot be used: it is not loopback, not understood, or its port is taken.</exception>
    public static async Task RunAsync(Workspace workspace, ServerOptions options, Func<string, Task>? onListening, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(options);
        var urls = ListenUrls.Check(options.Urls);
        await using var app = WebHost.Build(workspace, urls);
        await app.Services.GetRequiredService<IngestionJobs>().RecoverAsync(cancellationToken);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw ListenUrls.Unusable(urls, problem);
        }

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        if (onListening is not null) await onListening(address);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellationToken.Register(() => ended.TrySetResult()))
        await using (app.Lifetime.ApplicationStopping.Register(() => ended.TrySetResult()))
            await ended.Task;
        await app.StopAsync(CancellationToken.None);

        // The host stops by itself only when ingestion cannot go on; its reason is ours.
        if (!cancellationToken.IsCancellationRequested) await app.Services.GetRequiredService<IngestionService>().ExecuteTask!;
    }
}
