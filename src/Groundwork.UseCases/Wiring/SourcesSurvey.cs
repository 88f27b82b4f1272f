using Groundwork.Knowledge;
using Groundwork.Sources;

namespace Groundwork.UseCases.Wiring;

/// <summary>The sources that a synchronisation asks, each listed once.</summary>
/// <param name="Collection">Their collection.</param>
/// <param name="Survey">What the collection knew before.</param>
/// <param name="Sources">The sources, with a listing or with the reason why there is none.</param>
internal sealed record SourcesSurvey(CollectionName Collection, SourceSurvey Survey, IReadOnlyList<SurveyedSource> Sources)
{
    /// <summary>Lists the sources that are asked for.</summary>
    /// <exception cref="InvalidRequestException">There are none, or the request is not understood.</exception>
    /// <exception cref="SourceNotFoundException">One of them is not registered.</exception>
    public static async Task<SourcesSurvey> ListAsync(Workspace workspace, SyncRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.MaxGonePercent is < 0 or > 100) throw new InvalidRequestException(FormattableString.Invariant($"At most {request.MaxGonePercent} % gone is no share. Give a number in 0..100."));
        var collection = CollectionName.Parse(request.Collection);
        await workspace.Knowledge.Collections.GetAsync(collection, cancellationToken);
        var registered = await workspace.SourcesOf(collection).ListAsync(cancellationToken);
        var places = registered.ConvertAll(source => new SurveyedSource(source.Name, source.Specification.Kind, source.Specification.Place, source));
        if (Directory.Exists(workspace.PushedOf(collection))) places.Add(new SurveyedSource(SourceNames.Push, "push", workspace.PushedOf(collection), null));
        if (places.Count == 0) throw new InvalidRequestException($"The collection \"{collection}\" has no sources. Add one with \"groundwork sources add\", or ingest a path once with \"groundwork ingest\".");

        var chosen = request.Sources is { Count: > 0 } names ? names.Distinct(StringComparer.Ordinal).Select(Find).ToList() : places;
        var survey = await SourceSurvey.OfAsync(workspace.Knowledge.Documents(collection), collection, workspace.Readers, request.RetryFailed, cancellationToken);
        var listed = new List<SurveyedSource>();
        foreach (var place in chosen) listed.Add(await ListAsync(workspace, survey, place, [.. places.Where(other => other != place)], cancellationToken));
        return new SourcesSurvey(collection, survey, listed);

        SurveyedSource Find(string name) => places.Find(place => string.Equals(place.Name, name, StringComparison.Ordinal)) ?? throw new SourceNotFoundException(collection, name, places.Select(place => place.Name));
    }

    private static async Task<SurveyedSource> ListAsync(Workspace workspace, SourceSurvey survey, SurveyedSource place, IReadOnlyList<SurveyedSource> others, CancellationToken cancellationToken)
    {
        try
        {
            var earlier = place.Registered?.Earlier.Select(specification => workspace.Sources.Make(place.Name, specification)).ToList() ?? [];
            return place with { Listing = await survey.ListAsync(place.Name, Make(workspace, place), earlier, [.. others.Select(other => Make(workspace, other))], cancellationToken) };
        }
        catch (SourceException problem)
        {
            return place with { Problem = problem };
        }
    }

    private static ISource Make(Workspace workspace, SurveyedSource place) => place.Registered is { } source ? workspace.Sources.Make(source.Name, source.Specification) : new PushSource(place.Place);
}
