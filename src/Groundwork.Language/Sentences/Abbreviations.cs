using System.Collections.Frozen;

namespace Groundwork.Language.Sentences;

/// <summary>What a full stop after a word means, per language. Lookups take the word as written, without its last full stop.</summary>
internal sealed class Abbreviations
{
    // A closed abbreviation always wants its continuation ("Dr.", "e.g."); an open one may also end a sentence ("etc.", "Inc.");
    // a counted one is an abbreviation only before a number ("No. 5", but "She said no. Then…").
    private const string CommonClosed = "dr prof mr mrs ms st vs cf fig figs eq eqs ed eds e.g i.e eg ie al approx ca vol pp ph.d m.sc b.sc";
    private const string CommonOpen = "etc inc ltd co corp jr sr a.m p.m am pm";
    private const string CommonCounted = "no nos nr p pp art sec ch v op § abs";

    private static readonly FrozenDictionary<string, Abbreviations> s_byLanguage = Table();

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _closed;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _open;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _counted;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _starters;

    private Abbreviations(string closed, string open, string counted, string starters, bool hasDottedOrdinals)
    {
        _closed = Set(CommonClosed, closed);
        _open = Set(CommonOpen, open);
        _counted = Set(CommonCounted, counted);
        _starters = Set(starters, string.Empty);
        HasDottedOrdinals = hasDottedOrdinals;
    }

    /// <summary>True where "3." is how one writes "third".</summary>
    public bool HasDottedOrdinals { get; }

    public static Abbreviations For(LanguageCode language) =>
        s_byLanguage.GetValueOrDefault(language.Code ?? string.Empty, s_byLanguage["und"]);

    public bool IsClosed(ReadOnlySpan<char> lowerCaseWord) => _closed.Contains(lowerCaseWord);

    public bool IsOpen(ReadOnlySpan<char> lowerCaseWord) => _open.Contains(lowerCaseWord);

    public bool IsCounted(ReadOnlySpan<char> lowerCaseWord) => _counted.Contains(lowerCaseWord);

    /// <summary>True for a function word that, written with a capital, tells that a sentence begins here.</summary>
    public bool IsStarter(ReadOnlySpan<char> lowerCaseWord) => _starters.Contains(lowerCaseWord);

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string first, string second)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        words.UnionWith(first.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        words.UnionWith(second.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return words.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private static FrozenDictionary<string, Abbreviations> Table()
    {
        const string EnglishStarters = "the this that these those it its he she they we you i in on at for from with by as if when where while "
            + "after before since there here his her their our my a an and but or so yet however then thus also who what why how which "
            + "is are was were do does did can could will would should may not no some many most all one such other another "
            + "although because during between under over until unless both each every few now once only even instead moreover furthermore";
        const string GermanStarters = "der die das ein eine einen einem einer dieser diese dieses es er sie wir ihr ich in im an am auf aus bei mit "
            + "nach von vom vor zu zum zur und aber oder wenn als da dann so auch nur nicht wie was wer wo warum ob dass seit während "
            + "durch für gegen ohne um unter über zwischen hier dort jeder jede jedes alle viele einige man sein seine ihre ist sind war "
            + "waren hat haben wird werden kann können doch jedoch deshalb danach dabei daher außerdem den dem des";
        var table = new Dictionary<string, Abbreviations>(StringComparer.Ordinal)
        {
            ["und"] = new("z.b d.h u.a p.ej т.е т.к", "usw", string.Empty, EnglishStarters, hasDottedOrdinals: false),
            ["en"] = new(
                "gen col lt capt cpt sgt maj cmdr adm rev hon gov sen rep pres rt messrs mme mlle esp incl resp viz dept est mt ft ave blvd rd "
                + "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri u.k u.s.c",
                "bros u.s u.k u.n u.s.a d.c ph.d b.c a.d assn dist",
                "chap tab para ver ex pt exp ca",
                EnglishStarters, hasDottedOrdinals: false),
            ["de"] = new(
                "hr fr frl dipl ing bzw ggf evtl vgl sog z.b d.h u.a s.o s.u u.u i.d.r o.ä z.t z.zt z.hd inkl exkl zzgl abzgl allg "
                + "bspw insb insbes geb gest verh jh jhd abb anm aufl bd bde hrsg verf kap mio mrd tsd str nr tel zit franz engl dt lat griech "
                + "ev kath urspr eigtl gegr entspr jan feb mär apr jun jul aug sept okt nov dez mo di mi do fr sa so m.e m.w m.a",
                "usw usf etc u.s.w v.chr n.chr chr gmbh ag uvm u.v.m",
                "s bd kap tab abb ziff rn",
                GermanStarters, hasDottedOrdinals: true),
            ["fr"] = new(
                "m mm mme mmes mlle mlles me mgr pr c.-à-d c-à-d av apr env ex éd éds fasc hab janv févr avr juill sept oct nov déc tél bd "
                + "boul chap coll cit loc s.v",
                "etc j.-c av.j.-c",
                "n fig p pp art chap t vol",
                "le la les un une des ce cet cette ces il elle ils elles on nous vous je tu en dans sur avec pour par mais ou et donc or ni car "
                + "si quand comme que qui quoi où pourquoi comment après avant depuis à au aux de du son sa ses leur leurs ne pas c'est",
                hasDottedOrdinals: false),
            ["es"] = new(
                "sr sra sres sras srta d dª dña ud uds vd vds p.ej ej pág págs aprox art avda c/ dpto gral ing lic núm tel vol cap ed edit "
                + "fig s.a ee ee.uu ene feb abr jun jul ago sept oct nov dic",
                "etc ee.uu ss.aa a.c d.c a.m p.m s.a",
                "n núm pág págs cap art vol t",
                "el la los las un una unos unas lo al del este esta estos estas ese esa esos esas él ella ellos ellas nosotros yo tú usted en "
                + "con por para de desde hasta sin sobre entre pero y o si cuando como que quien donde por qué cómo según su sus se no ni ya "
                + "también además es son fue fueron hay después antes durante",
                hasDottedOrdinals: false),
            ["it"] = new(
                "sig sigg sig.ra sig.na dott dott.ssa avv ing arch geom rag on p.es es pag pagg art cap cfr ecc vol fig ca gen feb mar apr mag "
                + "giu lug ago sett ott nov dic tel p.za v.le",
                "ecc s.p.a spa s.r.l srl a.c d.c",
                "n nn pag pagg cap art vol",
                "il lo la i gli le un uno una questo questa questi queste quello quella egli ella esso essa essi noi voi io tu lui lei loro in "
                + "con per da di del della a al alla su sul tra fra ma e o se quando come che chi dove perché non anche è sono era dopo prima",
                hasDottedOrdinals: false),
            ["pt"] = new(
                "sr sra srs sras srta dª exmo exma eng arq p.ex ex pág págs aprox art av cap fig núm tel vol ed jan fev mar abr mai jun jul "
                + "ago set out nov dez",
                "etc ltda s.a a.c d.c",
                "n nº núm pág págs cap art vol",
                "o a os as um uma uns umas este esta estes estas esse essa esses essas isto isso aquele aquela ele ela eles elas nós vós eu tu "
                + "você em no na nos nas com por para de do da desde até sem sobre entre mas e ou se quando como que quem onde porque não "
                + "também é são foi foram há depois antes durante",
                hasDottedOrdinals: false),
            ["nl"] = new(
                "dhr mevr mw drs ir mr ing jhr bijv bv d.w.z dwz o.a oa m.b.t t.a.v t.o.v i.p.v i.v.m z.g zgn resp incl excl ca blz afb art "
                + "hfdst jan feb mrt apr jun jul aug sept okt nov dec tel",
                "enz etc e.d n.v b.v nv v.chr n.chr",
                "nr nrs blz art hfdst",
                "de het een deze dit die dat hij zij ze wij we jij je u ik in op aan bij met van voor naar uit om door over onder tussen maar "
                + "en of als wanneer toen dan dus ook niet wie wat waar waarom hoe er hier daar zijn haar hun is zijn was waren heeft",
                hasDottedOrdinals: false),
            ["ru"] = new(
                "т.е т.к т.н т.о т.ч гр ул пр просп пер пл им св проф акад доц инж ген полк кап д-р г-н г-жа гл ред изд рис илл табл стр "
                + "см ср напр нач кон ок мин макс обл респ кн тел янв февр фев апр авг сент сен окт нояб ноя дек н англ нем франц лат греч рус",
                "др пр т.д т.п т.н.э н.э э гг вв в г руб коп тыс млн млрд чел экз л.с им",
                "с стр п пп ст гл рис табл кв д корп оф т",
                "в на с со у к ко из от до по за о об при для без над под между через и а но или если когда как что кто где почему он она оно "
                + "они мы вы ты я это этот эта эти тот та те его её их наш ваш не ни так также все весь вся всё был была было были есть нет",
                hasDottedOrdinals: false),
            ["pl"] = new(
                "np m.in tzn tzw dr prof hab inż mgr ul al pl św ks gen płk kpt im ww wg ok zob por tj red rys tab str",
                "itd itp r w m zł gr tys mln mld p.n.e n.e",
                "nr str s rozdz art",
                "w na z ze do od po za o u przy dla bez nad pod między przez i a ale lub jeśli gdy kiedy jak co kto gdzie dlaczego on ona ono "
                + "oni one my wy ty ja to ten ta te jego jej ich nie tak także wszystko był była było są jest",
                hasDottedOrdinals: true),
            ["cs"] = new(
                "např tzn tzv tj resp popř mj ing mgr bc mudr judr phdr doc prof ul nám sv gen plk kpt str obr tab srov viz", "atd apod aj r n.l",
                "č s str kap", "v na s z do od po za o u při pro bez i a ale nebo když jak co kdo kde proč on ona ono oni my vy ty já to ten ta ne je jsou byl byla",
                hasDottedOrdinals: true),
            ["da"] = new(
                "f.eks fx bl.a dvs d.v.s hhv inkl ekskl ca kap mht vedr jf stk tlf", "osv m.m mv o.lign kr", "nr s stk kap",
                "den det de en et han hun vi i du jeg på med til fra af om for og men hvis når da så ikke hvem hvad hvor hvorfor er var har",
                hasDottedOrdinals: true),
            ["sv"] = new(
                "t.ex bl.a d.v.s dvs resp inkl exkl ca kap s.k f.d fr.o.m t.o.m tel", "osv m.m m.fl kr", "nr s kap",
                "den det de en ett han hon vi ni du jag på med till från av om för och men när då så inte vem vad var varför är har i",
                hasDottedOrdinals: false),
            ["tr"] = new(
                "örn bkz dr doç prof av yrd sn cad sok mah apt", "vb vs m.ö m.s", "no s",
                "bu şu o ve ama veya eğer ne kim nerede neden nasıl bir ben sen biz siz onlar çok daha için ile",
                hasDottedOrdinals: true),
        };
        table["nb"] = table["da"];
        table["nn"] = table["da"];
        table["no"] = table["da"];
        foreach (var ordinal in (ReadOnlySpan<string>)["fi", "hu", "sk", "sl", "hr", "sr", "et", "lv", "is"])
            table[ordinal] = new Abbreviations(string.Empty, string.Empty, string.Empty, string.Empty, hasDottedOrdinals: true);
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
