namespace Groundwork.Models.Routing;

/// <summary>Which targets of a route are asked for a request, and in which order.</summary>
internal static class TargetOrder
{
    /// <summary>The candidates, first to ask first; at least one.</summary>
    /// <exception cref="ModelException">No target can serve the request, or it is too long for all and the route refuses such.</exception>
    public static RoutePlace[] Of<T>(RouteState route, RoutedCall<T> call)
    {
        var places = route.Places;
        var able = 0;
        var fitting = 0;
        Span<bool> isAble = stackalloc bool[places.Length];
        Span<bool> isFitting = stackalloc bool[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            if (!CanServe(places[i], call))
                continue;
            isAble[i] = true;
            able++;
            isFitting[i] = call.Fits(places[i].State);
            fitting += isFitting[i] ? 1 : 0;
        }

        if (able == 0)
            throw RouteFailures.NobodyCan(route.Route, Reasons(route, call));
        // What no target holds is cut for whoever is asked; as long as one holds all of it, the others are not asked.
        if (fitting == 0 && route.Route.Context == ContextPolicy.Refuse)
            throw TooLong(route, call, isAble);
        var chosen = fitting > 0 ? isFitting : isAble;
        if (places.Length == 1)
            return places;
        var candidates = new RoutePlace[fitting > 0 ? fitting : able];
        for (int i = 0, next = 0; i < places.Length; i++)
            if (chosen[i])
                candidates[next++] = places[i];
        Sort(route, call, candidates);
        return candidates;
    }

    private static bool CanServe<T>(RoutePlace place, RoutedCall<T> call)
    {
        if (call.Only is { } only && only != place.State)
            return false;
        return (call.Needs & ~place.State.Target.Abilities) == ModelAbilities.None && (place.When is null || Holds(place.When, call));
    }

    private static bool Holds<T>(RouteRule rule, RoutedCall<T> call)
    {
        if (rule.MinInputTokens is { } least && call.UsualInput < least)
            return false;
        if (rule.MaxInputTokens is { } most && call.UsualInput > most)
            return false;
        if (rule.MinDifficulty is { } difficulty && !(call.Hints?.Difficulty >= difficulty))
            return false;
        return rule.Languages.Count == 0 || (call.Hints?.Language is { } language && rule.Languages.Contains(language, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Insertion sort by score: stable, and there are few.</summary>
    private static void Sort<T>(RouteState route, RoutedCall<T> call, RoutePlace[] candidates)
    {
        if (route.Route.Choice == RouteChoice.Ordered || candidates.Length < 2)
            return;
        Span<double> scores = stackalloc double[candidates.Length];
        for (var i = 0; i < candidates.Length; i++)
        {
            var place = candidates[i];
            var score = Score(route, call, place);
            var at = i;
            for (; at > 0 && scores[at - 1] > score; at--)
            {
                scores[at] = scores[at - 1];
                candidates[at] = candidates[at - 1];
            }

            scores[at] = score;
            candidates[at] = place;
        }
    }

    private static double Score<T>(RouteState route, RoutedCall<T> call, RoutePlace place) => route.Route.Choice switch
    {
        // Exponential keys make a weighted draw without replacement (Efraimidis and Spirakis 2006).
        RouteChoice.Weighted => place.Weight > 0 ? -Math.Log(1 - route.Jitter.Chance()) / place.Weight : double.PositiveInfinity,
        RouteChoice.Cheapest => place.State.Target.Price?.Of(new TokenUsage(call.UsualInput, call.OutputOf(place.State.Target))).NanoUsd ?? 0,
        RouteChoice.Fastest => (call.IsStreamed ? place.State.FirstToken : place.State.Whole).Expected(),
        _ => 0,
    };

    private static ModelException TooLong<T>(RouteState route, RoutedCall<T> call, ReadOnlySpan<bool> isAble)
    {
        var longest = route.Places[isAble.IndexOf(true)].State;
        for (var i = 0; i < route.Places.Length; i++)
            if (isAble[i] && route.Places[i].State.Target.ContextTokens > longest.Target.ContextTokens)
                longest = route.Places[i].State;
        var tokens = call.CountInput(longest, sent: null);
        return Context.ContextFitter.TooLong(tokens, tokens, longest.Target, longest.Counter, call.OutputOf(longest.Target));
    }

    private static List<string> Reasons<T>(RouteState route, RoutedCall<T> call)
    {
        var reasons = new List<string>();
        foreach (var place in route.Places)
        {
            var missing = call.Needs & ~place.State.Target.Abilities;
            reasons.Add(missing != ModelAbilities.None
                ? $"\"{place.State.Target.Name}\" has no {missing.ToString().ToLowerInvariant()}"
                : $"\"{place.State.Target.Name}\" is kept for other requests by its rule");
        }

        return reasons;
    }
}
