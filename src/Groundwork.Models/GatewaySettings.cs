using System.Globalization;

namespace Groundwork.Models;

/// <summary>Everything that a gateway is told.</summary>
public sealed record GatewaySettings
{
    /// <summary>Name of the route that <see cref="From"/> makes of the chat model.</summary>
    public const string ChatRoute = "chat";

    /// <summary>Name of the route that <see cref="From"/> makes of the embedding model.</summary>
    public const string EmbedRoute = "embed";

    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    /// <summary>The models; none.</summary>
    public IReadOnlyList<ModelTarget> Targets { get; init; } = [];

    /// <summary>The routes to them; none.</summary>
    public IReadOnlyList<ModelRoute> Routes { get; init; } = [];

    /// <summary>The limits that are never passed; none.</summary>
    public IReadOnlyList<BudgetRule> Budgets { get; init; } = [];

    /// <summary>Size of the cache of answers, in bytes, 0..16 GiB; 32 MiB.</summary>
    public long CacheBytes { get; init; } = 32L << 20;

    /// <summary>How many texts go into one embeddings request.</summary>
    public EmbeddingBatchLimits EmbeddingBatch { get; init; } = new();

    /// <summary>Traces hold the texts of requests and answers, redacted; false.</summary>
    public bool RecordsContent { get; init; }

    /// <summary>One target and one route, <see cref="ChatRoute"/> or <see cref="EmbedRoute"/>, for each model that is set.</summary>
    /// <exception cref="ArgumentException">The settings are not valid; the message lists every problem.</exception>
    public static GatewaySettings From(ModelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Validate() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(' ', problems), nameof(settings));
        var targets = new List<ModelTarget>();
        var routes = new List<ModelRoute>();
        Add(ChatRoute, ModelUse.Chat, settings.Chat());
        Add(EmbedRoute, ModelUse.Embed, settings.Embed());
        return new GatewaySettings { Targets = targets, Routes = routes };

        void Add(string name, ModelUse use, ModelEndpoint? endpoint)
        {
            if (endpoint is null)
                return;
            targets.Add(new ModelTarget(name, ModelProvider.OpenAi, endpoint));
            routes.Add(new ModelRoute(name, use, [new RouteTarget(name)]) { FirstTokenTimeout = endpoint.FirstTokenTimeout, TotalTimeout = endpoint.TotalTimeout });
        }
    }

    /// <summary>Everything that is wrong with these values, each as a sentence that names the target, route or budget; empty if nothing is. Never names a key.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        var targets = new Dictionary<string, ModelTarget>(StringComparer.Ordinal);
        foreach (var target in Targets)
        {
            if (!targets.TryAdd(target.Name, target))
                problems.Add($"Two targets are called \"{target.Name}\". Rename one.");
            Check(target, problems);
        }

        var routes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var route in Routes)
        {
            if (!routes.Add(route.Name))
                problems.Add($"Two routes are called \"{route.Name}\". Rename one.");
            Check(route, targets, problems);
        }

        var budgets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var budget in Budgets)
        {
            if (!budgets.Add(budget.Name))
                problems.Add($"Two budgets are called \"{budget.Name}\". Rename one.");
            Check(budget, problems);
            if (budget.Route is { } held and not "*" && !routes.Contains(held))
                problems.Add($"Budget \"{budget.Name}\" is for the route \"{held}\", and there is no such route. {(routes.Count > 0 ? $"There are: {string.Join(", ", routes)}." : "No routes are set.")}");
            CheckPrices(budget, targets, problems);
        }

        foreach (var route in Routes)
        {
            if (route.Cache.SemanticEmbedder is { } embedder && !Routes.Any(known => known.Use == ModelUse.Embed && string.Equals(known.Name, embedder, StringComparison.Ordinal)))
                problems.Add($"Route \"{route.Name}\" compares questions with the embedder \"{embedder}\", and no route for embeddings has this name.");
        }

        if (CacheBytes is < 0 or > 16L << 30)
            problems.Add(Invariant($"The cache has {CacheBytes} bytes; it must have 0..17179869184."));
        problems.AddRange(EmbeddingBatch.Validate());
        return problems;
    }

    private static void Check(ModelTarget target, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(target.Name))
            problems.Add("A target has no name. Give it one that routes can use.");
        foreach (var problem in target.Endpoint.Validate())
            problems.Add($"Target \"{target.Name}\": {problem}");
        if (!Enum.IsDefined(target.Provider))
            problems.Add($"Target \"{target.Name}\": the provider is not known. Choose one of {string.Join(", ", Enum.GetNames<ModelProvider>())}.");
        if (target.MaxConcurrent < 1)
            problems.Add(Invariant($"Target \"{target.Name}\": it serves {target.MaxConcurrent} requests at a time; choose 1 or more."));
        if (target.MaxOutputTokens < 1)
            problems.Add(Invariant($"Target \"{target.Name}\": its answers have at most {target.MaxOutputTokens} tokens; choose 1 or more."));
        if (target.ContextTokens < 1)
            problems.Add(Invariant($"Target \"{target.Name}\": it holds {target.ContextTokens} tokens; choose 1 or more."));
        if (target.Price is { } price && (price.Input < Money.Zero || price.Output < Money.Zero || price.CachedInput < Money.Zero))
            problems.Add($"Target \"{target.Name}\": a price is negative. Give what a million tokens cost.");
        if (target.TokenizerPath is { } path && !File.Exists(path))
            problems.Add($"Target \"{target.Name}\": there is no tokenizer at \"{path}\". Give a .tiktoken or tokenizer.json file, or leave it out to estimate.");
    }

    private static void Check(ModelRoute route, Dictionary<string, ModelTarget> targets, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(route.Name))
            problems.Add("A route has no name. Give it one that clients can use as a model name.");
        if (route.Targets.Count == 0)
            problems.Add($"Route \"{route.Name}\" has no target. Give at least one.");
        var models = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var place in route.Targets)
        {
            if (!seen.Add(place.Target))
                problems.Add($"Route \"{route.Name}\" names the target \"{place.Target}\" twice. Leave one out.");
            if (!(place.Weight >= 0) || double.IsInfinity(place.Weight))
                problems.Add(Invariant($"Route \"{route.Name}\": the weight of \"{place.Target}\" is {place.Weight}; choose 0 or more."));
            if (!targets.TryGetValue(place.Target, out var target))
            {
                problems.Add($"Route \"{route.Name}\" leads to \"{place.Target}\", and there is no such target. {(targets.Count > 0 ? $"There are: {string.Join(", ", targets.Keys)}." : "No targets are set.")}");
                continue;
            }

            models.Add(target.Endpoint.Model);
            if (!Serves(target.Provider, route.Use))
                problems.Add($"Route \"{route.Name}\" is for {Words(route.Use)}, and \"{target.Name}\" speaks {target.Provider}, which has none here. Choose another target.");
            if (route.Use == ModelUse.Chat && target.MaxOutputTokens >= target.ContextTokens)
                problems.Add(Invariant($"Target \"{target.Name}\": its context of {target.ContextTokens} tokens leaves no room beside answers of {target.MaxOutputTokens}. Lower the limit of answers."));
        }

        if (route.Use == ModelUse.Embed && models.Count > 1)
            problems.Add($"Route \"{route.Name}\" embeds with different models ({string.Join(", ", models)}), whose vectors cannot be compared. Make a route for each.");
        CheckTimes(route, problems);
        if (route.Cache.SemanticThreshold is { } threshold && threshold is not (>= 0 and <= 1))
            problems.Add(Invariant($"Route \"{route.Name}\": the similarity for kept answers is {threshold}; choose 0..1."));
        if (route.Cache is { SemanticThreshold: not null, SemanticEmbedder: null })
            problems.Add($"Route \"{route.Name}\" gives kept answers by similarity and names no embedder. Name an embedding route.");
    }

    private static void CheckTimes(ModelRoute route, List<string> problems)
    {
        if (route.TotalTimeout <= TimeSpan.Zero || route.TotalTimeout > LongestTimeout)
            problems.Add($"Route \"{route.Name}\": the total timeout is {route.TotalTimeout}; it must be longer than zero and at most a day.");
        if (route.FirstTokenTimeout <= TimeSpan.Zero || route.FirstTokenTimeout > route.TotalTimeout)
            problems.Add($"Route \"{route.Name}\": the first-token timeout is {route.FirstTokenTimeout}; it must be longer than zero and at most the total timeout, {route.TotalTimeout}.");
        if (route.HedgeAfter is { } hedge && (hedge <= TimeSpan.Zero || hedge >= route.TotalTimeout))
            problems.Add($"Route \"{route.Name}\": the next target is asked after {hedge}; it must be longer than zero and shorter than the total timeout, {route.TotalTimeout}.");
        if (route.MaxRetries is < 0 or > 10)
            problems.Add(Invariant($"Route \"{route.Name}\": the number of retries is {route.MaxRetries}; it must be 0..10."));
        if (route.Circuit.Failures < 1 || route.Circuit.OpenFor <= TimeSpan.Zero)
            problems.Add(Invariant($"Route \"{route.Name}\": a circuit opens after {route.Circuit.Failures} failures for {route.Circuit.OpenFor}; choose at least one failure and a time longer than zero."));
    }

    private static void Check(BudgetRule budget, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(budget.Name))
            problems.Add("A budget has no name. Give it one that can be shown when it is exhausted.");
        if (budget is { MaxCost: null, MaxTokens: null, MaxRequests: null })
            problems.Add($"Budget \"{budget.Name}\" limits nothing. Give a cost, tokens or requests.");
        if (budget.MaxCost < Money.Zero || budget.MaxTokens < 0 || budget.MaxRequests < 0)
            problems.Add($"Budget \"{budget.Name}\" has a negative limit. Give zero or more.");
    }

    // A target without a price counts as free, which only one's own machine is.
    private void CheckPrices(BudgetRule budget, Dictionary<string, ModelTarget> targets, List<string> problems)
    {
        if (budget.MaxCost is null)
            return;
        var unpriced = Routes.Where(route => budget.Route is null or "*" || string.Equals(budget.Route, route.Name, StringComparison.Ordinal))
            .SelectMany(static route => route.Targets).Select(static place => place.Target).Distinct(StringComparer.Ordinal)
            .Where(name => targets.TryGetValue(name, out var target) && target is { Price: null, Endpoint.BaseUrl: { IsAbsoluteUri: true, IsLoopback: false } })
            .Select(static name => $"\"{name}\"").ToList();
        if (unpriced.Count > 0)
            problems.Add($"Budget \"{budget.Name}\" limits money, and no price is given for {string.Join(", ", unpriced)}, so that it would never be used up there. Give what a million tokens cost, 0 if they are free, or limit tokens.");
    }

    private static bool Serves(ModelProvider provider, ModelUse use) => use switch
    {
        ModelUse.Chat => provider is not (ModelProvider.Cohere or ModelProvider.Jina or ModelProvider.Voyage),
        ModelUse.Embed => provider is not ModelProvider.Anthropic,
        _ => provider is ModelProvider.OpenAi or ModelProvider.Cohere or ModelProvider.Jina or ModelProvider.Voyage,
    };

    private static string Words(ModelUse use) => use switch
    {
        ModelUse.Chat => "chat",
        ModelUse.Embed => "embeddings",
        _ => "re-ranking",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
