using Groundwork.UseCases;
using Microsoft.Extensions.Hosting;

namespace Groundwork.Server.Hosting;

/// <summary>Watches collections as long as the server runs.</summary>
internal sealed class MonitoringService(Workspace workspace) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await new MonitorAnswers(workspace).RunAsync(stoppingToken);
    }
}
