using System.Globalization;
using Groundwork.Models;
using Groundwork.Models.Metering;
using Groundwork.Storage;
using Groundwork.UseCases.Spending;

namespace Groundwork.Torture;

/// <summary>A process that spends: requests through the meter, hundreds at a time, until it is killed or told to come to its end.</summary>
internal sealed class BudgetsWorker(Uri url, Meter meter, int seed)
{
    public const string Command = "budgets-worker";
    public const int Parallel = 200;
    private const int RefusalsAtTheEnd = 3;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private volatile bool _isEnding;

    public static Money Limit { get; } = Money.FromUsd(10);

    public static ModelPrice Price { get; } = new(Money.FromUsd(1), Money.FromUsd(2), Money.FromUsd(1), new DateOnly(2026, 1, 1));

    /// <param name="args">Name of the command, URL of the stub, data directory, seed.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var time = TimeProvider.System;
        await using var database = await SqliteDatabase.OpenAsync(Path.Combine(args[2], GatewaySchema.FileName), GatewaySchema.Migrations, time, default);
        var settings = new MeterSettings(Path.Combine(args[2], "usage"), string.Create(CultureInfo.InvariantCulture, $"w{Environment.ProcessId}-{time.GetUtcNow().Ticks}"))
        {
            Budgets = [new BudgetRule("torture", BudgetPeriod.Total) { MaxCost = Limit }], JournalBytes = 64 << 10,
            Notices = static notice => Console.Error.WriteLine(notice),
        };
        await using var meter = await Meter.OpenAsync(settings, new AllowanceStore(database), new UsageStore(database, time), time, default);
        var worker = new BudgetsWorker(new Uri(args[1]), meter, int.Parse(args[3], CultureInfo.InvariantCulture));
        await worker.SpendAsync();
        return 0;
    }

    private async Task SpendAsync()
    {
        var lines = Enumerable.Range(0, Parallel).Select(i => LineAsync(new Random(HashCode.Combine(seed, i)))).ToList();
        await Console.In.ReadLineAsync();
        _isEnding = true;
        await Task.WhenAll(lines);
    }

    private async Task LineAsync(Random random)
    {
        for (var refused = 0; !_isEnding || refused < RefusalsAtTheEnd;)
        {
            var (input, most) = (random.Next(10, 400), random.Next(1, 200));
            var target = new ModelTarget("stub", ModelProvider.OpenAi, new ModelEndpoint(url, "stub", null)) { Price = Price };
            try
            {
                using var reservation = await meter.ReserveAsync(new MeteredAttempt(CallContext.Local, "torture", ModelUse.Chat, target, new TokenUsage(input, most)), default);
                await AskAsync(reservation, random, input, most);
            }
            catch (BudgetExceededException)
            {
                refused++;
                await Task.Delay(s_pause);
            }
        }
    }

    private async Task AskAsync(IReservation reservation, Random random, int input, int most)
    {
        var mode = random.Next(10) switch { 0 => "fault", 1 => "cut", 2 or 3 => "stall", _ => "whole" };
        var output = random.Next(0, most + 1);
        var counted = 0;
        try
        {
            var address = new Uri(url, string.Create(CultureInfo.InvariantCulture, $"?id={reservation.Id}&input={input}&output={output}&mode={mode}"));
            using var response = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
            if (!response.IsSuccessStatusCode)
            {
                Settle(reservation, default, UsageSource.None, ModelFailure.ServerFault, isAborted: false);
                return;
            }

            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.StartsWith("usage", StringComparison.Ordinal))
                {
                    var usage = line.Split(' ');
                    Settle(reservation, new TokenUsage(long.Parse(usage[1], CultureInfo.InvariantCulture), long.Parse(usage[2], CultureInfo.InvariantCulture)), UsageSource.Provider, null, isAborted: false);
                    return;
                }

                counted++;

                // A caller gives up in the middle; the stub has said all it is going to say.
                if (mode is "stall" && counted == output) break;
            }

            Settle(reservation, new TokenUsage(input, counted), UsageSource.Counted, mode is "cut" ? ModelFailure.BrokenStream : null, isAborted: mode is "stall");
        }
        catch (IOException)
        {
            Settle(reservation, new TokenUsage(input, counted), UsageSource.Counted, ModelFailure.BrokenStream, isAborted: false);
        }
    }

    private static void Settle(IReservation reservation, TokenUsage usage, UsageSource source, ModelFailure? failure, bool isAborted) =>
        reservation.Settle(new Settlement(usage, source, failure, isAborted, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(3)));
}
