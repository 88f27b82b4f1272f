using Microsoft.Extensions.Hosting;

namespace Groundwork.Server.Hosting;

/// <summary>Leaves signals to whoever runs the server, and prints nothing.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
