using System.Globalization;
using Groundwork.UseCases.Monitoring;

namespace Groundwork.UseCases;

/// <summary>Watches what is asked and answered, and tells a webhook when it is no longer as usual: once for each alarm, and again only after it has cleared.</summary>
/// <param name="workspace">The data directory.</param>
public sealed class MonitorAnswers(Workspace workspace)
{
    // Fewer answers say nothing about a rate.
    private const int FewestAnswers = 30;

    private const string DriftAlarm = "drift";
    private const string AbstentionAlarm = "abstention";
    private const string ConfidenceAlarm = "confidence";

    private enum Standing
    {
        Unknown,
        Clear,
        Raised,
    }

    /// <summary>Checks every collection of the settings when it is due, until it is told to stop. What fails is told in a notice and tried at the next time.</summary>
    public async Task RunAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(workspace.Settings.Monitoring.Collections.Select(c => WatchAsync(c.Key, c.Value, cancellationToken)));

    /// <summary>Checks one collection now.</summary>
    /// <param name="collection">Its name.</param>
    /// <param name="again">True to send also what was sent before and still holds.</param>
    /// <param name="cancellationToken">Sends nothing more.</param>
    /// <exception cref="InvalidRequestException">The settings say nothing about it.</exception>
    /// <exception cref="WebhookException">An alarm was not taken; it counts as not sent.</exception>
    public async Task<AlarmsReply> CheckAsync(string collection, bool again, CancellationToken cancellationToken)
    {
        if (!workspace.Settings.Monitoring.Collections.TryGetValue(collection, out var settings))
            throw new InvalidRequestException($"There is no webhook for \"{collection}\". Describe one in settings.json: {{ \"monitoring\": {{ \"collections\": {{ \"{collection}\": {{ \"daily\": \"06:00\", \"webhook\": \"https://…\" }} }} }} }}.");
        var last = DateOnly.FromDateTime(workspace.Time.GetUtcNow().UtcDateTime);
        var first = last.AddDays(1 - settings.Days);
        var drift = await new MeasureDrift(workspace).RunAsync(
            new DriftRequest(collection) { From = first.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), To = last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }, cancellationToken);
        return await TellAsync(settings, drift, again, cancellationToken);
    }

    private async Task<AlarmsReply> TellAsync(CollectionMonitoring settings, DriftReply drift, bool again, CancellationToken cancellationToken)
    {
        var store = new AlarmStore(await workspace.Evals.OpenAsync(cancellationToken));
        var held = await store.OfAsync(drift.Collection, cancellationToken);
        var webhook = new Webhook(settings, workspace.Time);
        var (sent, cleared) = (new List<AlarmReply>(), new List<string>());
        foreach (var (standing, alarm) in AlarmsOf(settings, drift))
        {
            if (standing == Standing.Raised && (again || !held.Contains(alarm.Alarm)))
            {
                await webhook.SendAsync(alarm, cancellationToken);
                await store.RaiseAsync(drift.Collection, alarm.Alarm, alarm.At, cancellationToken);
                sent.Add(alarm);
            }
            else if (standing == Standing.Clear && held.Contains(alarm.Alarm))
            {
                await store.ClearAsync(drift.Collection, alarm.Alarm, cancellationToken);
                cleared.Add(alarm.Alarm);
            }
        }

        return new AlarmsReply(drift, sent, cleared);
    }

    private IEnumerable<(Standing Standing, AlarmReply Alarm)> AlarmsOf(CollectionMonitoring settings, DriftReply drift)
    {
        var days = drift.Current;
        if (settings.Drift)
        {
            var features = drift.Features.Where(f => f.Verdict is "drifted").Select(f => new AlarmFeatureReply(f.Name, f.Change, f.Corrected)).ToArray();
            var standing = drift.Verdict switch { "drifted" => Standing.Raised, "steady" => Standing.Clear, _ => Standing.Unknown };
            yield return (standing, Alarm(DriftAlarm, $"What is asked and answered in \"{drift.Collection}\" is no longer as usual: {string.Join(", ", features.Select(f => f.Name))}.") with
            {
                Features = features,
                NewQuestions = settings.IncludeQuestions ? [.. drift.NewQuestions.Select(q => q.Question)] : null,
            });
        }

        if (settings.AbstentionAbove is { } most) yield return Bounded(AbstentionAlarm, "the share of questions without an answer", days.AbstentionRate, most, isBeyond: days.AbstentionRate > most);
        if (settings.ConfidenceBelow is { } least) yield return Bounded(ConfidenceAlarm, "the mean confidence", days.MeanConfidence, least, isBeyond: days.MeanConfidence < least);

        (Standing, AlarmReply) Bounded(string name, string what, double? value, double bound, bool isBeyond) => (
            value is null || days.Answers < FewestAnswers ? Standing.Unknown : isBeyond ? Standing.Raised : Standing.Clear,
            Alarm(name, string.Create(CultureInfo.InvariantCulture, $"In \"{drift.Collection}\" {what} is {value:0.###}, beyond {bound:0.###}.")) with { Value = value, Bound = bound });

        AlarmReply Alarm(string name, string message) => new(name, drift.Collection, message, workspace.Time.GetUtcNow(), days.From, days.To);
    }

    private async Task WatchAsync(string collection, CollectionMonitoring settings, CancellationToken cancellationToken)
    {
        DateTimeOffset? last = null;
        while (true)
        {
            var now = workspace.Time.GetUtcNow();
            var due = settings.NextAfter(now, last);
            if (due > now) await Task.Delay(due - now, workspace.Time, cancellationToken);
            last = workspace.Time.GetUtcNow();
            try
            {
                await CheckAsync(collection, again: false, cancellationToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException and not OutOfMemoryException)
            {
                workspace.Notices?.Invoke($"\"{collection}\" could not be checked: {problem.Message}");
            }
        }
    }
}
