using System.Collections.Concurrent;
using System.Globalization;
using Groundwork.Models;
using Groundwork.UseCases.Spending;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Groundwork.Torture;

/// <summary>A model server that writes down what it asks money for: the input when a request comes, each token of output before it is sent.</summary>
internal sealed class BillingStub : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, long[]> _bills = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly WebApplication _app;

    private BillingStub(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = null!;

    public static async Task<BillingStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var stub = new BillingStub(app);
        app.Run(stub.ServeAsync);
        await app.StartAsync();
        stub.Url = new Uri(app.Urls.Single());
        return stub;
    }

    public IReadOnlyList<InvoiceLine> Invoice() => [.. _bills.Select(static b => new InvoiceLine(b.Key, new TokenUsage(Interlocked.Read(ref b.Value[0]), Interlocked.Read(ref b.Value[1]))))];

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var mode = query["mode"].ToString();
        if (mode is "fault")
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        var output = int.Parse(query["output"].ToString(), CultureInfo.InvariantCulture);
        var bill = new[] { long.Parse(query["input"].ToString(), CultureInfo.InvariantCulture), 0 };
        if (!_bills.TryAdd(query["id"].ToString(), bill)) throw new InvalidOperationException("One attempt came twice.");
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        try
        {
            for (var i = 0; i < output; i++)
            {
                Interlocked.Increment(ref bill[1]);
                await context.Response.WriteAsync("token\n", ended.Token);
                if (i % 16 == 0) await context.Response.Body.FlushAsync(ended.Token);
            }

            await context.Response.Body.FlushAsync(ended.Token);
            switch (mode)
            {
                case "stall" when output > 0:
                    await Task.Delay(Timeout.InfiniteTimeSpan, ended.Token);
                    break;
                case "cut":
                    break;
                default:
                    await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"usage {bill[0]} {bill[1]}\n"), ended.Token);
                    break;
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            context.Abort();
        }
    }
}
