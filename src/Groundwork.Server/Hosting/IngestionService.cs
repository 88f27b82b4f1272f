using Groundwork.UseCases;
using Microsoft.Extensions.Hosting;

namespace Groundwork.Server.Hosting;

/// <summary>Runs ingestion jobs as long as the server does.</summary>
internal sealed class IngestionService(IngestionJobs jobs) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await jobs.RunAsync(stoppingToken);
    }
}
