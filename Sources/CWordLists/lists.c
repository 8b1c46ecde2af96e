/* The word lists of BIP-39, written by scripts/wordlists. Do not edit.
 *
 * The words are those of https://github.com/bitcoin/bips/tree/master/bip-0039 and, Russian and Turkish, of
 * https://github.com/trezor/python-mnemonic, both under the MIT licence. They are in NFKD.
 */
#include "CWordLists.h"

static const uint8_t english_text[] =
    "abandonabilityableaboutaboveabsentabsorbabstractabsurdabuseaccessaccidentaccountaccuseachieveacidacousticacquire"
    "acrossactactionactoractressactualadaptaddaddictaddressadjustadmitadultadvanceadviceaerobicaffairaffordafraidagain"
    "ageagentagreeaheadaimairairportaislealarmalbumalcoholalertalienallalleyallowalmostalonealphaalreadyalsoalter"
    "alwaysamateuramazingamongamountamusedanalystanchorancientangerangleangryanimalankleannounceannualanotheranswer"
    "antennaantiqueanxietyanyapartapologyappearappleapproveaprilarcharcticareaarenaarguearmarmedarmorarmyaroundarrange"
    "arrestarrivearrowartartefactartistartworkaskaspectassaultassetassistassumeasthmaathleteatomattackattendattitude"
    "attractauctionauditaugustauntauthorautoautumnaverageavocadoavoidawakeawareawayawesomeawfulawkwardaxisbabybachelor"
    "baconbadgebagbalancebalconyballbamboobananabannerbarbarelybargainbarrelbasebasicbasketbattlebeachbeanbeauty"
    "becausebecomebeefbeforebeginbehavebehindbelievebelowbeltbenchbenefitbestbetraybetterbetweenbeyondbicyclebidbike"
    "bindbiologybirdbirthbitterblackbladeblameblanketblastbleakblessblindbloodblossomblouseblueblurblushboardboatbody"
    "boilbombbonebonusbookboostborderboringborrowbossbottombounceboxboybracketbrainbrandbrassbravebreadbreezebrick"
    "bridgebriefbrightbringbriskbroccolibrokenbronzebroombrotherbrownbrushbubblebuddybudgetbuffalobuildbulbbulkbullet"
    "bundlebunkerburdenburgerburstbusbusinessbusybutterbuyerbuzzcabbagecabincablecactuscagecakecallcalmcameracampcan"
    "canalcancelcandycannoncanoecanvascanyoncapablecapitalcaptaincarcarboncardcargocarpetcarrycartcasecashcasinocastle"
    "casualcatcatalogcatchcategorycattlecaughtcausecautioncaveceilingcelerycementcensuscenturycerealcertainchairchalk"
    "championchangechaoschapterchargechasechatcheapcheckcheesechefcherrychestchickenchiefchildchimneychoicechoose"
    "chronicchucklechunkchurncigarcinnamoncirclecitizencitycivilclaimclapclarifyclawclaycleanclerkcleverclickclient"
    "cliffclimbclinicclipclockclogcloseclothcloudclownclubclumpclusterclutchcoachcoastcoconutcodecoffeecoilcoincollect"
    "colorcolumncombinecomecomfortcomiccommoncompanyconcertconductconfirmcongressconnectconsidercontrolconvincecook"
    "coolcoppercopycoralcorecorncorrectcostcottoncouchcountrycouplecoursecousincovercoyotecrackcradlecraftcramcrane"
    "crashcratercrawlcrazycreamcreditcreekcrewcricketcrimecrispcriticcropcrosscrouchcrowdcrucialcruelcruisecrumble"
    "crunchcrushcrycrystalcubeculturecupcupboardcuriouscurrentcurtaincurvecushioncustomcutecycledaddamagedampdance"
    "dangerdaringdashdaughterdawndaydealdebatedebrisdecadedecemberdecidedeclinedecoratedecreasedeerdefensedefinedefy"
    "degreedelaydeliverdemanddemisedenialdentistdenydepartdependdepositdepthdeputyderivedescribedesertdesigndesk"
    "despairdestroydetaildetectdevelopdevicedevotediagramdialdiamonddiarydicedieseldietdifferdigitaldignitydilemma"
    "dinnerdinosaurdirectdirtdisagreediscoverdiseasedishdismissdisorderdisplaydistancedivertdividedivorcedizzydoctor"
    "documentdogdolldolphindomaindonatedonkeydonordoordosedoubledovedraftdragondramadrasticdrawdreamdressdriftdrill"
    "drinkdripdrivedropdrumdryduckdumbduneduringdustdutchdutydwarfdynamiceagereagleearlyearneartheasilyeasteasyecho"
    "ecologyeconomyedgeediteducateefforteggeighteitherelbowelderelectricelegantelementelephantelevatoreliteelseembark"
    "embodyembraceemergeemotionemployempoweremptyenableenactendendlessendorseenemyenergyenforceengageengineenhance"
    "enjoyenlistenoughenrichenrollensureenterentireentryenvelopeepisodeequalequiperaeraseerodeerosionerroreruptescape"
    "essayessenceestateeternalethicsevidenceevilevokeevolveexactexampleexcessexchangeexciteexcludeexcuseexecute"
    "exerciseexhaustexhibitexileexistexitexoticexpandexpectexpireexplainexposeexpressextendextraeyeeyebrowfabricface"
    "facultyfadefaintfaithfallfalsefamefamilyfamousfanfancyfantasyfarmfashionfatfatalfatherfatiguefaultfavoritefeature"
    "februaryfederalfeefeedfeelfemalefencefestivalfetchfeverfewfiberfictionfieldfigurefilefilmfilterfinalfindfine"
    "fingerfinishfirefirmfirstfiscalfishfitfitnessfixflagflameflashflatflavorfleeflightflipfloatflockfloorflowerfluid"
    "flushflyfoamfocusfogfoilfoldfollowfoodfootforceforestforgetforkfortuneforumforwardfossilfosterfoundfoxfragile"
    "framefrequentfreshfriendfringefrogfrontfrostfrownfrozenfruitfuelfunfunnyfurnacefuryfuturegadgetgaingalaxygallery"
    "gamegapgaragegarbagegardengarlicgarmentgasgaspgategathergaugegazegeneralgeniusgenregentlegenuinegestureghostgiant"
    "giftgigglegingergiraffegirlgivegladglanceglareglassglideglimpseglobegloomglorygloveglowgluegoatgoddessgoldgood"
    "goosegorillagospelgossipgoverngowngrabgracegraingrantgrapegrassgravitygreatgreengridgriefgritgrocerygroupgrow"
    "gruntguardguessguideguiltguitargungymhabithairhalfhammerhamsterhandhappyharborhardharshharvesthathavehawkhazard"
    "headhealthheartheavyhedgehogheighthellohelmethelphenherohiddenhighhillhinthiphirehistoryhobbyhockeyholdhole"
    "holidayhollowhomehoneyhoodhopehornhorrorhorsehospitalhosthotelhourhoverhubhugehumanhumblehumorhundredhungryhunt"
    "hurdlehurryhurthusbandhybridiceiconideaidentifyidleignoreillillegalillnessimageimitateimmenseimmuneimpactimpose"
    "improveimpulseinchincludeincomeincreaseindexindicateindoorindustryinfantinflictinforminhaleinheritinitialinject"
    "injuryinmateinnerinnocentinputinquiryinsaneinsectinsideinspireinstallintactinterestintoinvestinviteinvolveiron"
    "islandisolateissueitemivoryjacketjaguarjarjazzjealousjeansjellyjeweljobjoinjokejourneyjoyjudgejuicejumpjungle"
    "juniorjunkjustkangarookeenkeepketchupkeykickkidkidneykindkingdomkisskitkitchenkitekittenkiwikneeknifeknockknowlab"
    "labellaborladderladylakelamplanguagelaptoplargelaterlatinlaughlaundrylavalawlawnlawsuitlayerlazyleaderleaflearn"
    "leavelectureleftleglegallegendleisurelemonlendlengthlensleopardlessonletterlevelliarlibertylibrarylicenselifelift"
    "lightlikelimblimitlinklionliquidlistlittlelivelizardloadloanlobsterlocallocklogiclonelylonglooplotteryloudlounge"
    "loveloyalluckyluggagelumberlunarlunchluxurylyricsmachinemadmagicmagnetmaidmailmainmajormakemammalmanmanagemandate"
    "mangomansionmanualmaplemarblemarchmarginmarinemarketmarriagemaskmassmastermatchmaterialmathmatrixmattermaximum"
    "mazemeadowmeanmeasuremeatmechanicmedalmediamelodymeltmembermemorymentionmenumercymergemeritmerrymeshmessagemetal"
    "methodmiddlemidnightmilkmillionmimicmindminimumminorminutemiraclemirrormiserymissmistakemixmixedmixturemobile"
    "modelmodifymommomentmonitormonkeymonstermonthmoonmoralmoremorningmosquitomothermotionmotormountainmousemovemovie"
    "muchmuffinmulemultiplymusclemuseummushroommusicmustmutualmyselfmysterymythnaivenamenapkinnarrownastynationnature"
    "nearneckneednegativeneglectneithernephewnervenestnetnetworkneutralnevernewsnextnicenightnoblenoisenomineenoodle"
    "normalnorthnosenotablenotenothingnoticenovelnownuclearnumbernursenutoakobeyobjectobligeobscureobserveobtain"
    "obviousoccuroceanoctoberodoroffofferofficeoftenoilokayoldoliveolympicomitonceoneoniononlineonlyopenoperaopinion"
    "opposeoptionorangeorbitorchardorderordinaryorganorientoriginalorphanostrichotheroutdoorouteroutputoutsideovaloven"
    "overownowneroxygenoysterozonepactpaddlepagepairpalacepalmpandapanelpanicpantherpaperparadeparentparkparrotparty"
    "passpatchpathpatientpatrolpatternpausepavepaymentpeacepeanutpearpeasantpelicanpenpenaltypencilpeoplepepperperfect"
    "permitpersonpetphonephotophrasephysicalpianopicnicpicturepiecepigpigeonpillpilotpinkpioneerpipepistolpitchpizza"
    "placeplanetplasticplateplaypleasepledgepluckplugplungepoempoetpointpolarpolepolicepondponypoolpopularportion"
    "positionpossiblepostpotatopotterypovertypowderpowerpracticepraisepredictpreferpreparepresentprettypreventprice"
    "prideprimaryprintpriorityprisonprivateprizeproblemprocessproduceprofitprogramprojectpromoteproofpropertyprosper"
    "protectproudprovidepublicpuddingpullpulppulsepumpkinpunchpupilpuppypurchasepuritypurposepursepushputpuzzlepyramid"
    "qualityquantumquarterquestionquickquitquizquoterabbitraccoonracerackradarradiorailrainraiserallyrampranchrandom"
    "rangerapidrarerateratherravenrawrazorreadyrealreasonrebelrebuildrecallreceivereciperecordrecyclereducereflect"
    "reformrefuseregionregretregularrejectrelaxreleasereliefrelyremainrememberremindremoverenderrenewrentreopenrepair"
    "repeatreplacereportrequirerescueresembleresistresourceresponseresultretireretreatreturnreunionrevealreviewreward"
    "rhythmribribbonricerichrideridgeriflerightrigidringriotrippleriskritualrivalriverroadroastrobotrobustrocket"
    "romanceroofrookieroomroserotateroughroundrouteroyalrubberruderugrulerunrunwayruralsadsaddlesadnesssafesailsalad"
    "salmonsalonsaltsalutesamesamplesandsatisfysatoshisaucesausagesavesayscalescanscarescattersceneschemeschoolscience"
    "scissorsscorpionscoutscrapscreenscriptscrubseasearchseasonseatsecondsecretsectionsecurityseedseeksegmentselect"
    "sellseminarseniorsensesentenceseriesservicesessionsettlesetupsevenshadowshaftshallowshareshedshellsheriffshield"
    "shiftshineshipshivershockshoeshootshopshortshouldershoveshrimpshrugshuffleshysiblingsicksidesiegesightsignsilent"
    "silksillysilversimilarsimplesincesingsirensistersituatesixsizeskatesketchskiskillskinskirtskullslabslamsleep"
    "slendersliceslideslightslimsloganslotslowslushsmallsmartsmilesmokesmoothsnacksnakesnapsniffsnowsoapsoccersocial"
    "socksodasoftsolarsoldiersolidsolutionsolvesomeonesongsoonsorrysortsoulsoundsoupsourcesouthspacesparespatialspawn"
    "speakspecialspeedspellspendspherespicespiderspikespinspiritsplitspoilsponsorspoonsportspotsprayspreadspringspy"
    "squaresqueezesquirrelstablestadiumstaffstagestairsstampstandstartstatestaysteaksteelstemstepstereostickstillsting"
    "stockstomachstonestoolstorystovestrategystreetstrikestrongstrugglestudentstuffstumblestylesubjectsubmitsubway"
    "successsuchsuddensuffersugarsuggestsuitsummersunsunnysunsetsupersupplysupremesuresurfacesurgesurprisesurround"
    "surveysuspectsustainswallowswampswapswarmswearsweetswiftswimswingswitchswordsymbolsymptomsyrupsystemtabletackle"
    "tagtailtalenttalktanktapetargettasktastetattootaxiteachteamtelltentenanttennistenttermtesttextthankthatthemethen"
    "theorytheretheythingthisthoughtthreethrivethrowthumbthundertickettidetigertilttimbertimetinytiptiredtissuetitle"
    "toasttobaccotodaytoddlertoetogethertoilettokentomatotomorrowtonetonguetonighttooltoothtoptopictoppletorchtornado"
    "tortoisetosstotaltouristtowardtowertowntoytracktradetraffictragictraintransfertraptrashtraveltraytreattreetrend"
    "trialtribetricktriggertrimtriptrophytroubletrucktruetrulytrumpettrusttruthtrytubetuitiontumbletunatunnelturkey"
    "turnturtletwelvetwentytwicetwintwisttwotypetypicaluglyumbrellaunableunawareuncleuncoverunderundounfairunfold"
    "unhappyuniformuniqueunituniverseunknownunlockuntilunusualunveilupdateupgradeupholduponupperupseturbanurgeusageuse"
    "usedusefuluselessusualutilityvacantvacuumvaguevalidvalleyvalvevanvanishvaporvariousvastvaultvehiclevelvetvendor"
    "venturevenueverbverifyversionveryvesselveteranviablevibrantviciousvictoryvideoviewvillagevintageviolinvirtual"
    "virusvisavisitvisualvitalvividvocalvoicevoidvolcanovolumevotevoyagewagewagonwaitwalkwallwalnutwantwarfarewarm"
    "warriorwashwaspwastewaterwavewaywealthweaponwearweaselweatherwebweddingweekendweirdwelcomewestwetwhalewhatwheat"
    "wheelwhenwherewhipwhisperwidewidthwifewildwillwinwindowwinewingwinkwinnerwinterwirewisdomwisewishwitnesswolfwoman"
    "wonderwoodwoolwordworkworldworryworthwrapwreckwrestlewristwritewrongyardyearyellowyouyoungyouthzebrazerozonezoo"
    ;
static const uint16_t english_offsets[2049] = {
    0, 7, 14, 18, 23, 28, 34, 40, 48, 54, 59, 65, 73, 80, 86, 93, 97, 105, 112, 118, 121, 127, 132, 139, 145, 150, 153,
    159, 166, 172, 177, 182, 189, 195, 202, 208, 214, 220, 225, 228, 233, 238, 243, 246, 249, 256, 261, 266, 271, 278,
    283, 288, 291, 296, 301, 307, 312, 317, 324, 328, 333, 339, 346, 353, 358, 364, 370, 377, 383, 390, 395, 400, 405,
    411, 416, 424, 430, 437, 443, 450, 457, 464, 467, 472, 479, 485, 490, 497, 502, 506, 512, 516, 521, 526, 529, 534,
    539, 543, 549, 556, 562, 568, 573, 576, 584, 590, 597, 600, 606, 613, 618, 624, 630, 636, 643, 647, 653, 659, 667,
    674, 681, 686, 692, 696, 702, 706, 712, 719, 726, 731, 736, 741, 745, 752, 757, 764, 768, 772, 780, 785, 790, 793,
    800, 807, 811, 817, 823, 829, 832, 838, 845, 851, 855, 860, 866, 872, 877, 881, 887, 894, 900, 904, 910, 915, 921,
    927, 934, 939, 943, 948, 955, 959, 965, 971, 978, 984, 991, 994, 998, 1002, 1009, 1013, 1018, 1024, 1029, 1034,
    1039, 1046, 1051, 1056, 1061, 1066, 1071, 1078, 1084, 1088, 1092, 1097, 1102, 1106, 1110, 1114, 1118, 1122, 1127,
    1131, 1136, 1142, 1148, 1154, 1158, 1164, 1170, 1173, 1176, 1183, 1188, 1193, 1198, 1203, 1208, 1214, 1219, 1225,
    1230, 1236, 1241, 1246, 1254, 1260, 1266, 1271, 1278, 1283, 1288, 1294, 1299, 1305, 1312, 1317, 1321, 1325, 1331,
    1337, 1343, 1349, 1355, 1360, 1363, 1371, 1375, 1381, 1386, 1390, 1397, 1402, 1407, 1413, 1417, 1421, 1425, 1429,
    1435, 1439, 1442, 1447, 1453, 1458, 1464, 1469, 1475, 1481, 1488, 1495, 1502, 1505, 1511, 1515, 1520, 1526, 1531,
    1535, 1539, 1543, 1549, 1555, 1561, 1564, 1571, 1576, 1584, 1590, 1596, 1601, 1608, 1612, 1619, 1625, 1631, 1637,
    1644, 1650, 1657, 1662, 1667, 1675, 1681, 1686, 1693, 1699, 1704, 1708, 1713, 1718, 1724, 1728, 1734, 1739, 1746,
    1751, 1756, 1763, 1769, 1775, 1782, 1789, 1794, 1799, 1804, 1812, 1818, 1825, 1829, 1834, 1839, 1843, 1850, 1854,
    1858, 1863, 1868, 1874, 1879, 1885, 1890, 1895, 1901, 1905, 1910, 1914, 1919, 1924, 1929, 1934, 1938, 1943, 1950,
    1956, 1961, 1966, 1973, 1977, 1983, 1987, 1991, 1998, 2003, 2009, 2016, 2020, 2027, 2032, 2038, 2045, 2052, 2059,
    2066, 2074, 2081, 2089, 2096, 2104, 2108, 2112, 2118, 2122, 2127, 2131, 2135, 2142, 2146, 2152, 2157, 2164, 2170,
    2176, 2182, 2187, 2193, 2198, 2204, 2209, 2213, 2218, 2223, 2229, 2234, 2239, 2244, 2250, 2255, 2259, 2266, 2271,
    2276, 2282, 2286, 2291, 2297, 2302, 2309, 2314, 2320, 2327, 2333, 2338, 2341, 2348, 2352, 2359, 2362, 2370, 2377,
    2384, 2391, 2396, 2403, 2409, 2413, 2418, 2421, 2427, 2431, 2436, 2442, 2448, 2452, 2460, 2464, 2467, 2471, 2477,
    2483, 2489, 2497, 2503, 2510, 2518, 2526, 2530, 2537, 2543, 2547, 2553, 2558, 2565, 2571, 2577, 2583, 2590, 2594,
    2600, 2606, 2613, 2618, 2624, 2630, 2638, 2644, 2650, 2654, 2661, 2668, 2674, 2680, 2687, 2693, 2699, 2706, 2710,
    2717, 2722, 2726, 2732, 2736, 2742, 2749, 2756, 2763, 2769, 2777, 2783, 2787, 2795, 2803, 2810, 2814, 2821, 2829,
    2836, 2844, 2850, 2856, 2863, 2868, 2874, 2882, 2885, 2889, 2896, 2902, 2908, 2914, 2919, 2923, 2927, 2933, 2937,
    2942, 2948, 2953, 2960, 2964, 2969, 2974, 2979, 2984, 2989, 2993, 2998, 3002, 3006, 3009, 3013, 3017, 3021, 3027,
    3031, 3036, 3040, 3045, 3052, 3057, 3062, 3067, 3071, 3076, 3082, 3086, 3090, 3094, 3101, 3108, 3112, 3116, 3123,
    3129, 3132, 3137, 3143, 3148, 3153, 3161, 3168, 3175, 3183, 3191, 3196, 3200, 3206, 3212, 3219, 3225, 3232, 3238,
    3245, 3250, 3256, 3261, 3264, 3271, 3278, 3283, 3289, 3296, 3302, 3308, 3315, 3320, 3326, 3332, 3338, 3344, 3350,
    3355, 3361, 3366, 3374, 3381, 3386, 3391, 3394, 3399, 3404, 3411, 3416, 3421, 3427, 3432, 3439, 3445, 3452, 3458,
    3466, 3470, 3475, 3481, 3486, 3493, 3499, 3507, 3513, 3520, 3526, 3533, 3541, 3548, 3555, 3560, 3565, 3569, 3575,
    3581, 3587, 3593, 3600, 3606, 3613, 3619, 3624, 3627, 3634, 3640, 3644, 3651, 3655, 3660, 3665, 3669, 3674, 3678,
    3684, 3690, 3693, 3698, 3705, 3709, 3716, 3719, 3724, 3730, 3737, 3742, 3750, 3757, 3765, 3772, 3775, 3779, 3783,
    3789, 3794, 3802, 3807, 3812, 3815, 3820, 3827, 3832, 3838, 3842, 3846, 3852, 3857, 3861, 3865, 3871, 3877, 3881,
    3885, 3890, 3896, 3900, 3903, 3910, 3913, 3917, 3922, 3927, 3931, 3937, 3941, 3947, 3951, 3956, 3961, 3966, 3972,
    3977, 3982, 3985, 3989, 3994, 3997, 4001, 4005, 4011, 4015, 4019, 4024, 4030, 4036, 4040, 4047, 4052, 4059, 4065,
    4071, 4076, 4079, 4086, 4091, 4099, 4104, 4110, 4116, 4120, 4125, 4130, 4135, 4141, 4146, 4150, 4153, 4158, 4165,
    4169, 4175, 4181, 4185, 4191, 4198, 4202, 4205, 4211, 4218, 4224, 4230, 4237, 4240, 4244, 4248, 4254, 4259, 4263,
    4270, 4276, 4281, 4287, 4294, 4301, 4306, 4311, 4315, 4321, 4327, 4334, 4338, 4342, 4346, 4352, 4357, 4362, 4367,
    4374, 4379, 4384, 4389, 4394, 4398, 4402, 4406, 4413, 4417, 4421, 4426, 4433, 4439, 4445, 4451, 4455, 4459, 4464,
    4469, 4474, 4479, 4484, 4491, 4496, 4501, 4505, 4510, 4514, 4521, 4526, 4530, 4535, 4540, 4545, 4550, 4555, 4561,
    4564, 4567, 4572, 4576, 4580, 4586, 4593, 4597, 4602, 4608, 4612, 4617, 4624, 4627, 4631, 4635, 4641, 4645, 4651,
    4656, 4661, 4669, 4675, 4680, 4686, 4690, 4693, 4697, 4703, 4707, 4711, 4715, 4718, 4722, 4729, 4734, 4740, 4744,
    4748, 4755, 4761, 4765, 4770, 4774, 4778, 4782, 4788, 4793, 4801, 4805, 4810, 4814, 4819, 4822, 4826, 4831, 4837,
    4842, 4849, 4855, 4859, 4865, 4870, 4874, 4881, 4887, 4890, 4894, 4898, 4906, 4910, 4916, 4919, 4926, 4933, 4938,
    4945, 4952, 4958, 4964, 4970, 4977, 4984, 4988, 4995, 5001, 5009, 5014, 5022, 5028, 5036, 5042, 5049, 5055, 5061,
    5068, 5075, 5081, 5087, 5093, 5098, 5106, 5111, 5118, 5124, 5130, 5136, 5143, 5150, 5156, 5164, 5168, 5174, 5180,
    5187, 5191, 5197, 5204, 5209, 5213, 5218, 5224, 5230, 5233, 5237, 5244, 5249, 5254, 5259, 5262, 5266, 5270, 5277,
    5280, 5285, 5290, 5294, 5300, 5306, 5310, 5314, 5322, 5326, 5330, 5337, 5340, 5344, 5347, 5353, 5357, 5364, 5368,
    5371, 5378, 5382, 5388, 5392, 5396, 5401, 5406, 5410, 5413, 5418, 5423, 5429, 5433, 5437, 5441, 5449, 5455, 5460,
    5465, 5470, 5475, 5482, 5486, 5489, 5493, 5500, 5505, 5509, 5515, 5519, 5524, 5529, 5536, 5540, 5543, 5548, 5554,
    5561, 5566, 5570, 5576, 5580, 5587, 5593, 5599, 5604, 5608, 5615, 5622, 5629, 5633, 5637, 5642, 5646, 5650, 5655,
    5659, 5663, 5669, 5673, 5679, 5683, 5689, 5693, 5697, 5704, 5709, 5713, 5718, 5724, 5728, 5732, 5739, 5743, 5749,
    5753, 5758, 5763, 5770, 5776, 5781, 5786, 5792, 5798, 5805, 5808, 5813, 5819, 5823, 5827, 5831, 5836, 5840, 5846,
    5849, 5855, 5862, 5867, 5874, 5880, 5885, 5891, 5896, 5902, 5908, 5914, 5922, 5926, 5930, 5936, 5941, 5949, 5953,
    5959, 5965, 5972, 5976, 5982, 5986, 5993, 5997, 6005, 6010, 6015, 6021, 6025, 6031, 6037, 6044, 6048, 6053, 6058,
    6063, 6068, 6072, 6079, 6084, 6090, 6096, 6104, 6108, 6115, 6120, 6124, 6131, 6136, 6142, 6149, 6155, 6161, 6165,
    6172, 6175, 6180, 6187, 6193, 6198, 6204, 6207, 6213, 6220, 6226, 6233, 6238, 6242, 6247, 6251, 6258, 6266, 6272,
    6278, 6283, 6291, 6296, 6300, 6305, 6309, 6315, 6319, 6327, 6333, 6339, 6347, 6352, 6356, 6362, 6368, 6375, 6379,
    6384, 6388, 6394, 6400, 6405, 6411, 6417, 6421, 6425, 6429, 6437, 6444, 6451, 6457, 6462, 6466, 6469, 6476, 6483,
    6488, 6492, 6496, 6500, 6505, 6510, 6515, 6522, 6528, 6534, 6539, 6543, 6550, 6554, 6561, 6567, 6572, 6575, 6582,
    6588, 6593, 6596, 6599, 6603, 6609, 6615, 6622, 6629, 6635, 6642, 6647, 6652, 6659, 6663, 6666, 6671, 6677, 6682,
    6685, 6689, 6692, 6697, 6704, 6708, 6712, 6715, 6720, 6726, 6730, 6734, 6739, 6746, 6752, 6758, 6764, 6769, 6776,
    6781, 6789, 6794, 6800, 6808, 6814, 6821, 6826, 6833, 6838, 6844, 6851, 6855, 6859, 6863, 6866, 6871, 6877, 6883,
    6888, 6892, 6898, 6902, 6906, 6912, 6916, 6921, 6926, 6931, 6938, 6943, 6949, 6955, 6959, 6965, 6970, 6974, 6979,
    6983, 6990, 6996, 7003, 7008, 7012, 7019, 7024, 7030, 7034, 7041, 7048, 7051, 7058, 7064, 7070, 7076, 7083, 7089,
    7095, 7098, 7103, 7108, 7114, 7122, 7127, 7133, 7140, 7145, 7148, 7154, 7158, 7163, 7167, 7174, 7178, 7184, 7189,
    7194, 7199, 7205, 7212, 7217, 7221, 7227, 7233, 7238, 7242, 7248, 7252, 7256, 7261, 7266, 7270, 7276, 7280, 7284,
    7288, 7295, 7302, 7310, 7318, 7322, 7328, 7335, 7342, 7348, 7353, 7361, 7367, 7374, 7380, 7387, 7394, 7400, 7407,
    7412, 7417, 7424, 7429, 7437, 7443, 7450, 7455, 7462, 7469, 7476, 7482, 7489, 7496, 7503, 7508, 7516, 7523, 7530,
    7535, 7542, 7548, 7555, 7559, 7563, 7568, 7575, 7580, 7585, 7590, 7598, 7604, 7611, 7616, 7620, 7623, 7629, 7636,
    7643, 7650, 7657, 7665, 7670, 7674, 7678, 7683, 7689, 7696, 7700, 7704, 7709, 7714, 7718, 7722, 7727, 7732, 7736,
    7741, 7747, 7752, 7757, 7761, 7765, 7771, 7776, 7779, 7784, 7789, 7793, 7799, 7804, 7811, 7817, 7824, 7830, 7836,
    7843, 7849, 7856, 7862, 7868, 7874, 7880, 7887, 7893, 7898, 7905, 7911, 7915, 7921, 7929, 7935, 7941, 7947, 7952,
    7956, 7962, 7968, 7974, 7981, 7987, 7994, 8000, 8008, 8014, 8022, 8030, 8036, 8042, 8049, 8055, 8062, 8068, 8074,
    8080, 8086, 8089, 8095, 8099, 8103, 8107, 8112, 8117, 8122, 8127, 8131, 8135, 8141, 8145, 8151, 8156, 8161, 8165,
    8170, 8175, 8181, 8187, 8194, 8198, 8204, 8208, 8212, 8218, 8223, 8228, 8233, 8238, 8244, 8248, 8251, 8255, 8258,
    8264, 8269, 8272, 8278, 8285, 8289, 8293, 8298, 8304, 8309, 8313, 8319, 8323, 8329, 8333, 8340, 8347, 8352, 8359,
    8363, 8366, 8371, 8375, 8380, 8387, 8392, 8398, 8404, 8411, 8419, 8427, 8432, 8437, 8443, 8449, 8454, 8457, 8463,
    8469, 8473, 8479, 8485, 8492, 8500, 8504, 8508, 8515, 8521, 8525, 8532, 8538, 8543, 8551, 8557, 8564, 8571, 8577,
    8582, 8587, 8593, 8598, 8605, 8610, 8614, 8619, 8626, 8632, 8637, 8642, 8646, 8652, 8657, 8661, 8666, 8670, 8675,
    8683, 8688, 8694, 8699, 8706, 8709, 8716, 8720, 8724, 8729, 8734, 8738, 8744, 8748, 8753, 8759, 8766, 8772, 8777,
    8781, 8786, 8792, 8799, 8802, 8806, 8811, 8817, 8820, 8825, 8829, 8834, 8839, 8843, 8847, 8852, 8859, 8864, 8869,
    8875, 8879, 8885, 8889, 8893, 8898, 8903, 8908, 8913, 8918, 8924, 8929, 8934, 8938, 8943, 8947, 8951, 8957, 8963,
    8967, 8971, 8975, 8980, 8987, 8992, 9000, 9005, 9012, 9016, 9020, 9025, 9029, 9033, 9038, 9042, 9048, 9053, 9058,
    9063, 9070, 9075, 9080, 9087, 9092, 9097, 9102, 9108, 9113, 9119, 9124, 9128, 9134, 9139, 9144, 9151, 9156, 9161,
    9165, 9170, 9176, 9182, 9185, 9191, 9198, 9206, 9212, 9219, 9224, 9229, 9235, 9240, 9245, 9250, 9255, 9259, 9264,
    9269, 9273, 9277, 9283, 9288, 9293, 9298, 9303, 9310, 9315, 9320, 9325, 9330, 9338, 9344, 9350, 9356, 9364, 9371,
    9376, 9383, 9388, 9395, 9401, 9407, 9414, 9418, 9424, 9430, 9435, 9442, 9446, 9452, 9455, 9460, 9466, 9471, 9477,
    9484, 9488, 9495, 9500, 9508, 9516, 9522, 9529, 9536, 9543, 9548, 9552, 9557, 9562, 9567, 9572, 9576, 9581, 9587,
    9592, 9598, 9605, 9610, 9616, 9621, 9627, 9630, 9634, 9640, 9644, 9648, 9652, 9658, 9662, 9667, 9673, 9677, 9682,
    9686, 9690, 9693, 9699, 9705, 9709, 9713, 9717, 9721, 9726, 9730, 9735, 9739, 9745, 9750, 9754, 9759, 9763, 9770,
    9775, 9781, 9786, 9791, 9798, 9804, 9808, 9813, 9817, 9823, 9827, 9831, 9834, 9839, 9845, 9850, 9855, 9862, 9867,
    9874, 9877, 9885, 9891, 9896, 9902, 9910, 9914, 9920, 9927, 9931, 9936, 9939, 9944, 9950, 9955, 9962, 9970, 9974,
    9979, 9986, 9992, 9997, 10001, 10004, 10009, 10014, 10021, 10027, 10032, 10040, 10044, 10049, 10055, 10059, 10064,
    10068, 10073, 10078, 10083, 10088, 10095, 10099, 10103, 10109, 10116, 10121, 10125, 10130, 10137, 10142, 10147,
    10150, 10154, 10161, 10167, 10171, 10177, 10183, 10187, 10193, 10199, 10205, 10210, 10214, 10219, 10222, 10226,
    10233, 10237, 10245, 10251, 10258, 10263, 10270, 10275, 10279, 10285, 10291, 10298, 10305, 10311, 10315, 10323,
    10330, 10336, 10341, 10348, 10354, 10360, 10367, 10373, 10377, 10382, 10387, 10392, 10396, 10401, 10404, 10408,
    10414, 10421, 10426, 10433, 10439, 10445, 10450, 10455, 10461, 10466, 10469, 10475, 10480, 10487, 10491, 10496,
    10503, 10509, 10515, 10522, 10527, 10531, 10537, 10544, 10548, 10554, 10561, 10567, 10574, 10581, 10588, 10593,
    10597, 10604, 10611, 10617, 10624, 10629, 10633, 10638, 10644, 10649, 10654, 10659, 10664, 10668, 10675, 10681,
    10685, 10691, 10695, 10700, 10704, 10708, 10712, 10718, 10722, 10729, 10733, 10740, 10744, 10748, 10753, 10758,
    10762, 10765, 10771, 10777, 10781, 10787, 10794, 10797, 10804, 10811, 10816, 10823, 10827, 10830, 10835, 10839,
    10844, 10849, 10853, 10858, 10862, 10869, 10873, 10878, 10882, 10886, 10890, 10893, 10899, 10903, 10907, 10911,
    10917, 10923, 10927, 10933, 10937, 10941, 10948, 10952, 10957, 10963, 10967, 10971, 10975, 10979, 10984, 10989,
    10994, 10998, 11003, 11010, 11015, 11020, 11025, 11029, 11033, 11039, 11042, 11047, 11052, 11057, 11061, 11065,
    11068,
};
static const uint16_t english_sorted[2048] = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
    31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59,
    60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88,
    89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113,
    114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 135, 136,
    137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159,
    160, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182,
    183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196, 197, 198, 199, 200, 201, 202, 203, 204, 205,
    206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 217, 218, 219, 220, 221, 222, 223, 224, 225, 226, 227, 228,
    229, 230, 231, 232, 233, 234, 235, 236, 237, 238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249, 250, 251,
    252, 253, 254, 255, 256, 257, 258, 259, 260, 261, 262, 263, 264, 265, 266, 267, 268, 269, 270, 271, 272, 273, 274,
    275, 276, 277, 278, 279, 280, 281, 282, 283, 284, 285, 286, 287, 288, 289, 290, 291, 292, 293, 294, 295, 296, 297,
    298, 299, 300, 301, 302, 303, 304, 305, 306, 307, 308, 309, 310, 311, 312, 313, 314, 315, 316, 317, 318, 319, 320,
    321, 322, 323, 324, 325, 326, 327, 328, 329, 330, 331, 332, 333, 334, 335, 336, 337, 338, 339, 340, 341, 342, 343,
    344, 345, 346, 347, 348, 349, 350, 351, 352, 353, 354, 355, 356, 357, 358, 359, 360, 361, 362, 363, 364, 365, 366,
    367, 368, 369, 370, 371, 372, 373, 374, 375, 376, 377, 378, 379, 380, 381, 382, 383, 384, 385, 386, 387, 388, 389,
    390, 391, 392, 393, 394, 395, 396, 397, 398, 399, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412,
    413, 414, 415, 416, 417, 418, 419, 420, 421, 422, 423, 424, 425, 426, 427, 428, 429, 430, 431, 432, 433, 434, 435,
    436, 437, 438, 439, 440, 441, 442, 443, 444, 445, 446, 447, 448, 449, 450, 451, 452, 453, 454, 455, 456, 457, 458,
    459, 460, 461, 462, 463, 464, 465, 466, 467, 468, 469, 470, 471, 472, 473, 474, 475, 476, 477, 478, 479, 480, 481,
    482, 483, 484, 485, 486, 487, 488, 489, 490, 491, 492, 493, 494, 495, 496, 497, 498, 499, 500, 501, 502, 503, 504,
    505, 506, 507, 508, 509, 510, 511, 512, 513, 514, 515, 516, 517, 518, 519, 520, 521, 522, 523, 524, 525, 526, 527,
    528, 529, 530, 531, 532, 533, 534, 535, 536, 537, 538, 539, 540, 541, 542, 543, 544, 545, 546, 547, 548, 549, 550,
    551, 552, 553, 554, 555, 556, 557, 558, 559, 560, 561, 562, 563, 564, 565, 566, 567, 568, 569, 570, 571, 572, 573,
    574, 575, 576, 577, 578, 579, 580, 581, 582, 583, 584, 585, 586, 587, 588, 589, 590, 591, 592, 593, 594, 595, 596,
    597, 598, 599, 600, 601, 602, 603, 604, 605, 606, 607, 608, 609, 610, 611, 612, 613, 614, 615, 616, 617, 618, 619,
    620, 621, 622, 623, 624, 625, 626, 627, 628, 629, 630, 631, 632, 633, 634, 635, 636, 637, 638, 639, 640, 641, 642,
    643, 644, 645, 646, 647, 648, 649, 650, 651, 652, 653, 654, 655, 656, 657, 658, 659, 660, 661, 662, 663, 664, 665,
    666, 667, 668, 669, 670, 671, 672, 673, 674, 675, 676, 677, 678, 679, 680, 681, 682, 683, 684, 685, 686, 687, 688,
    689, 690, 691, 692, 693, 694, 695, 696, 697, 698, 699, 700, 701, 702, 703, 704, 705, 706, 707, 708, 709, 710, 711,
    712, 713, 714, 715, 716, 717, 718, 719, 720, 721, 722, 723, 724, 725, 726, 727, 728, 729, 730, 731, 732, 733, 734,
    735, 736, 737, 738, 739, 740, 741, 742, 743, 744, 745, 746, 747, 748, 749, 750, 751, 752, 753, 754, 755, 756, 757,
    758, 759, 760, 761, 762, 763, 764, 765, 766, 767, 768, 769, 770, 771, 772, 773, 774, 775, 776, 777, 778, 779, 780,
    781, 782, 783, 784, 785, 786, 787, 788, 789, 790, 791, 792, 793, 794, 795, 796, 797, 798, 799, 800, 801, 802, 803,
    804, 805, 806, 807, 808, 809, 810, 811, 812, 813, 814, 815, 816, 817, 818, 819, 820, 821, 822, 823, 824, 825, 826,
    827, 828, 829, 830, 831, 832, 833, 834, 835, 836, 837, 838, 839, 840, 841, 842, 843, 844, 845, 846, 847, 848, 849,
    850, 851, 852, 853, 854, 855, 856, 857, 858, 859, 860, 861, 862, 863, 864, 865, 866, 867, 868, 869, 870, 871, 872,
    873, 874, 875, 876, 877, 878, 879, 880, 881, 882, 883, 884, 885, 886, 887, 888, 889, 890, 891, 892, 893, 894, 895,
    896, 897, 898, 899, 900, 901, 902, 903, 904, 905, 906, 907, 908, 909, 910, 911, 912, 913, 914, 915, 916, 917, 918,
    919, 920, 921, 922, 923, 924, 925, 926, 927, 928, 929, 930, 931, 932, 933, 934, 935, 936, 937, 938, 939, 940, 941,
    942, 943, 944, 945, 946, 947, 948, 949, 950, 951, 952, 953, 954, 955, 956, 957, 958, 959, 960, 961, 962, 963, 964,
    965, 966, 967, 968, 969, 970, 971, 972, 973, 974, 975, 976, 977, 978, 979, 980, 981, 982, 983, 984, 985, 986, 987,
    988, 989, 990, 991, 992, 993, 994, 995, 996, 997, 998, 999, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008,
    1009, 1010, 1011, 1012, 1013, 1014, 1015, 1016, 1017, 1018, 1019, 1020, 1021, 1022, 1023, 1024, 1025, 1026, 1027,
    1028, 1029, 1030, 1031, 1032, 1033, 1034, 1035, 1036, 1037, 1038, 1039, 1040, 1041, 1042, 1043, 1044, 1045, 1046,
    1047, 1048, 1049, 1050, 1051, 1052, 1053, 1054, 1055, 1056, 1057, 1058, 1059, 1060, 1061, 1062, 1063, 1064, 1065,
    1066, 1067, 1068, 1069, 1070, 1071, 1072, 1073, 1074, 1075, 1076, 1077, 1078, 1079, 1080, 1081, 1082, 1083, 1084,
    1085, 1086, 1087, 1088, 1089, 1090, 1091, 1092, 1093, 1094, 1095, 1096, 1097, 1098, 1099, 1100, 1101, 1102, 1103,
    1104, 1105, 1106, 1107, 1108, 1109, 1110, 1111, 1112, 1113, 1114, 1115, 1116, 1117, 1118, 1119, 1120, 1121, 1122,
    1123, 1124, 1125, 1126, 1127, 1128, 1129, 1130, 1131, 1132, 1133, 1134, 1135, 1136, 1137, 1138, 1139, 1140, 1141,
    1142, 1143, 1144, 1145, 1146, 1147, 1148, 1149, 1150, 1151, 1152, 1153, 1154, 1155, 1156, 1157, 1158, 1159, 1160,
    1161, 1162, 1163, 1164, 1165, 1166, 1167, 1168, 1169, 1170, 1171, 1172, 1173, 1174, 1175, 1176, 1177, 1178, 1179,
    1180, 1181, 1182, 1183, 1184, 1185, 1186, 1187, 1188, 1189, 1190, 1191, 1192, 1193, 1194, 1195, 1196, 1197, 1198,
    1199, 1200, 1201, 1202, 1203, 1204, 1205, 1206, 1207, 1208, 1209, 1210, 1211, 1212, 1213, 1214, 1215, 1216, 1217,
    1218, 1219, 1220, 1221, 1222, 1223, 1224, 1225, 1226, 1227, 1228, 1229, 1230, 1231, 1232, 1233, 1234, 1235, 1236,
    1237, 1238, 1239, 1240, 1241, 1242, 1243, 1244, 1245, 1246, 1247, 1248, 1249, 1250, 1251, 1252, 1253, 1254, 1255,
    1256, 1257, 1258, 1259, 1260, 1261, 1262, 1263, 1264, 1265, 1266, 1267, 1268, 1269, 1270, 1271, 1272, 1273, 1274,
    1275, 1276, 1277, 1278, 1279, 1280, 1281, 1282, 1283, 1284, 1285, 1286, 1287, 1288, 1289, 1290, 1291, 1292, 1293,
    1294, 1295, 1296, 1297, 1298, 1299, 1300, 1301, 1302, 1303, 1304, 1305, 1306, 1307, 1308, 1309, 1310, 1311, 1312,
    1313, 1314, 1315, 1316, 1317, 1318, 1319, 1320, 1321, 1322, 1323, 1324, 1325, 1326, 1327, 1328, 1329, 1330, 1331,
    1332, 1333, 1334, 1335, 1336, 1337, 1338, 1339, 1340, 1341, 1342, 1343, 1344, 1345, 1346, 1347, 1348, 1349, 1350,
    1351, 1352, 1353, 1354, 1355, 1356, 1357, 1358, 1359, 1360, 1361, 1362, 1363, 1364, 1365, 1366, 1367, 1368, 1369,
    1370, 1371, 1372, 1373, 1374, 1375, 1376, 1377, 1378, 1379, 1380, 1381, 1382, 1383, 1384, 1385, 1386, 1387, 1388,
    1389, 1390, 1391, 1392, 1393, 1394, 1395, 1396, 1397, 1398, 1399, 1400, 1401, 1402, 1403, 1404, 1405, 1406, 1407,
    1408, 1409, 1410, 1411, 1412, 1413, 1414, 1415, 1416, 1417, 1418, 1419, 1420, 1421, 1422, 1423, 1424, 1425, 1426,
    1427, 1428, 1429, 1430, 1431, 1432, 1433, 1434, 1435, 1436, 1437, 1438, 1439, 1440, 1441, 1442, 1443, 1444, 1445,
    1446, 1447, 1448, 1449, 1450, 1451, 1452, 1453, 1454, 1455, 1456, 1457, 1458, 1459, 1460, 1461, 1462, 1463, 1464,
    1465, 1466, 1467, 1468, 1469, 1470, 1471, 1472, 1473, 1474, 1475, 1476, 1477, 1478, 1479, 1480, 1481, 1482, 1483,
    1484, 1485, 1486, 1487, 1488, 1489, 1490, 1491, 1492, 1493, 1494, 1495, 1496, 1497, 1498, 1499, 1500, 1501, 1502,
    1503, 1504, 1505, 1506, 1507, 1508, 1509, 1510, 1511, 1512, 1513, 1514, 1515, 1516, 1517, 1518, 1519, 1520, 1521,
    1522, 1523, 1524, 1525, 1526, 1527, 1528, 1529, 1530, 1531, 1532, 1533, 1534, 1535, 1536, 1537, 1538, 1539, 1540,
    1541, 1542, 1543, 1544, 1545, 1546, 1547, 1548, 1549, 1550, 1551, 1552, 1553, 1554, 1555, 1556, 1557, 1558, 1559,
    1560, 1561, 1562, 1563, 1564, 1565, 1566, 1567, 1568, 1569, 1570, 1571, 1572, 1573, 1574, 1575, 1576, 1577, 1578,
    1579, 1580, 1581, 1582, 1583, 1584, 1585, 1586, 1587, 1588, 1589, 1590, 1591, 1592, 1593, 1594, 1595, 1596, 1597,
    1598, 1599, 1600, 1601, 1602, 1603, 1604, 1605, 1606, 1607, 1608, 1609, 1610, 1611, 1612, 1613, 1614, 1615, 1616,
    1617, 1618, 1619, 1620, 1621, 1622, 1623, 1624, 1625, 1626, 1627, 1628, 1629, 1630, 1631, 1632, 1633, 1634, 1635,
    1636, 1637, 1638, 1639, 1640, 1641, 1642, 1643, 1644, 1645, 1646, 1647, 1648, 1649, 1650, 1651, 1652, 1653, 1654,
    1655, 1656, 1657, 1658, 1659, 1660, 1661, 1662, 1663, 1664, 1665, 1666, 1667, 1668, 1669, 1670, 1671, 1672, 1673,
    1674, 1675, 1676, 1677, 1678, 1679, 1680, 1681, 1682, 1683, 1684, 1685, 1686, 1687, 1688, 1689, 1690, 1691, 1692,
    1693, 1694, 1695, 1696, 1697, 1698, 1699, 1700, 1701, 1702, 1703, 1704, 1705, 1706, 1707, 1708, 1709, 1710, 1711,
    1712, 1713, 1714, 1715, 1716, 1717, 1718, 1719, 1720, 1721, 1722, 1723, 1724, 1725, 1726, 1727, 1728, 1729, 1730,
    1731, 1732, 1733, 1734, 1735, 1736, 1737, 1738, 1739, 1740, 1741, 1742, 1743, 1744, 1745, 1746, 1747, 1748, 1749,
    1750, 1751, 1752, 1753, 1754, 1755, 1756, 1757, 1758, 1759, 1760, 1761, 1762, 1763, 1764, 1765, 1766, 1767, 1768,
    1769, 1770, 1771, 1772, 1773, 1774, 1775, 1776, 1777, 1778, 1779, 1780, 1781, 1782, 1783, 1784, 1785, 1786, 1787,
    1788, 1789, 1790, 1791, 1792, 1793, 1794, 1795, 1796, 1797, 1798, 1799, 1800, 1801, 1802, 1803, 1804, 1805, 1806,
    1807, 1808, 1809, 1810, 1811, 1812, 1813, 1814, 1815, 1816, 1817, 1818, 1819, 1820, 1821, 1822, 1823, 1824, 1825,
    1826, 1827, 1828, 1829, 1830, 1831, 1832, 1833, 1834, 1835, 1836, 1837, 1838, 1839, 1840, 1841, 1842, 1843, 1844,
    1845, 1846, 1847, 1848, 1849, 1850, 1851, 1852, 1853, 1854, 1855, 1856, 1857, 1858, 1859, 1860, 1861, 1862, 1863,
    1864, 1865, 1866, 1867, 1868, 1869, 1870, 1871, 1872, 1873, 1874, 1875, 1876, 1877, 1878, 1879, 1880, 1881, 1882,
    1883, 1884, 1885, 1886, 1887, 1888, 1889, 1890, 1891, 1892, 1893, 1894, 1895, 1896, 1897, 1898, 1899, 1900, 1901,
    1902, 1903, 1904, 1905, 1906, 1907, 1908, 1909, 1910, 1911, 1912, 1913, 1914, 1915, 1916, 1917, 1918, 1919, 1920,
    1921, 1922, 1923, 1924, 1925, 1926, 1927, 1928, 1929, 1930, 1931, 1932, 1933, 1934, 1935, 1936, 1937, 1938, 1939,
    1940, 1941, 1942, 1943, 1944, 1945, 1946, 1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958,
    1959, 1960, 1961, 1962, 1963, 1964, 1965, 1966, 1967, 1968, 1969, 1970, 1971, 1972, 1973, 1974, 1975, 1976, 1977,
    1978, 1979, 1980, 1981, 1982, 1983, 1984, 1985, 1986, 1987, 1988, 1989, 1990, 1991, 1992, 1993, 1994, 1995, 1996,
    1997, 1998, 1999, 2000, 2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012, 2013, 2014, 2015,
    2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034,
    2035, 2036, 2037, 2038, 2039, 2040, 2041, 2042, 2043, 2044, 2045, 2046, 2047,
};

static const uint8_t japanese_text[] =
    "あいこくしんあいさつあいだあおぞらあかちゃんあきるあけがたあけるあこがれるあさいあさひあしあとあじわうあずかるあずきあそぶあたえるあたためるあたりまえあたるあついあつかうあっしゅくあつまりあつめるあてな"
    "あてはまるあひるあぶらあぶるあふれるあまいあまどあまやかすあまりあみものあめりかあやまるあゆむあらいぐまあらしあらすじあらためるあらゆるあらわすありがとうあわせるあわてるあんいあんがいあんこあんぜんあんてい"
    "あんないあんまりいいだすいおんいがいいがくいきおいいきなりいきものいきるいくじいくぶんいけばないけんいこういこくいこついさましいいさんいしきいじゅういじょういじわるいずみいずれいせいいせえびいせかい"
    "いせきいぜんいそうろういそがしいいだいいだくいたずらいたみいたりあいちおういちじいちどいちばいちぶいちりゅういつかいっしゅんいっせいいっそういったんいっちいっていいっぽういてざいてんいどういとこいない"
    "いなかいねむりいのちいのるいはついばるいはんいびきいひんいふくいへんいほういみんいもうといもたれいもりいやがるいやすいよかんいよくいらいいらすといりぐちいりょういれいいれものいれるいろえんぴついわいいわういわかん"
    "いわばいわゆるいんげんまめいんさついんしょういんよううえきうえるうおざうがいうかぶうかべるうきわうくらいなうくれれうけたまわるうけつけうけとるうけもつうけるうごかすうごくうこんうさぎうしなううしろがみうすい"
    "うすぎうすぐらいうすめるうせつうちあわせうちがわうちきうちゅううっかりうつくしいうったえるうつるうどんうなぎうなじうなずくうなるうねるうのううぶげうぶごえうまれるうめるうもううやまううよくうらがえす"
    "うらぐちうらないうりあげうりきれうるさいうれしいうれゆきうれるうろこうわきうわさうんこううんちんうんてんうんどうえいえんえいがえいきょうえいごえいせいえいぶんえいようえいわえおりえがおえがくえきたいえくせる"
    "えしゃくえすてえつらんえのぐえほうまきえほんえまきえもじえものえらいえらぶえりあえんえんえんかいえんぎえんげきえんしゅうえんぜつえんそくえんちょうえんとつおいかけるおいこすおいしいおいつくおうえんおうさまおうじ"
    "おうせつおうたいおうふくおうべいおうようおえるおおいおおうおおどおりおおやおおよそおかえりおかずおがむおかわりおぎなうおきるおくさまおくじょうおくりがなおくるおくれるおこすおこなうおこるおさえるおさないおさめる"
    "おしいれおしえるおじぎおじさんおしゃれおそらくおそわるおたがいおたくおだやかおちつくおっとおつりおでかけおとしものおとなしいおどりおどろかすおばさんおまいりおめでとうおもいでおもうおもたいおもちゃおやつ"
    "おやゆびおよぼすおらんだおろすおんがくおんけいおんしゃおんせんおんだんおんちゅうおんどけいかあつかいががいきがいけんがいこうかいさつかいしゃかいすいよくかいぜんかいぞうどかいつうかいてんかいとう"
    "かいふくがいへきかいほうかいようがいらいかいわかえるかおりかかえるかがくかがしかがみかくごかくとくかざるがぞうかたいかたちがちょうがっきゅうがっこうがっさんがっしょうかなざわしかのうがはく"
    "かぶかかほうかほごかまうかまぼこかめれおんかゆいかようびからいかるいかろうかわくかわらがんかかんけいかんこうかんしゃかんそうかんたんかんちがんばるきあいきあつきいろぎいんきういきうんきえるきおうきおくきおち"
    "きおんきかいきかくきかんしゃききてきくばりきくらげきけんせいきこうきこえるきこくきさいきさくきさまきさらぎぎじかがくぎしきぎじたいけんぎじにっていぎじゅつしゃきすうきせいきせききせつきそうきぞく"
    "きぞんきたえるきちょうきつえんぎっちりきつつききつねきていきどうきどくきないきながきなこきぬごしきねんきのうきのしたきはくきびしいきひんきふくきぶんきぼうきほんきまるきみつきむずかしいきめるきもだめし"
    "きもちきものきゃくきやくぎゅうにくきようきょうりゅうきらいきらくきりんきれいきれつきろくぎろんきわめるぎんいろきんかくじきんじょきんようびぐあいくいずくうかんくうきくうぐんくうこうぐうせいくうそうぐうたら"
    "くうふくくうぼくかんくきょうくげんぐこうくさいくさきくさばなくさるくしゃみくしょうくすのきくすりゆびくせげくせんぐたいてきくださるくたびれるくちこみくちさきくつしたぐっすりくつろぐくとうてんくどくくなん"
    "くねくねくのうくふうくみあわせくみたてるくめるくやくしょくらすくらべるくるまくれるくろうくわしいぐんかんぐんしょくぐんたいぐんてけあなけいかくけいけんけいこけいさつげいじゅつけいたいげいのうじんけいれきけいろ"
    "けおとすけおりものげきかげきげんげきだんげきちんげきとつげきはげきやくげこうげこくじょうげざいけさきげざんけしきけしごむけしょうげすとけたばけちゃっぷけちらすけつあつけついけつえき"
    "けっこんけつじょけっせきけっていけつまつげつようびげつれいけつろんげどくけとばすけとるけなげけなすけなみけぬきげねつけねんけはいげひんけぶかいげぼくけまりけみかるけむしけむりけものけらいけろけろ"
    "けわしいけんいけんえつけんおけんかげんきけんげんけんこうけんさくけんしゅうけんすうげんそうけんちくけんていけんとうけんないけんにんげんぶつけんまけんみんけんめいけんらんけんりこあくまこいぬこいびとごういこうえん"
    "こうおんこうかんごうきゅうごうけいこうこうこうさいこうじこうすいごうせいこうそくこうたいこうちゃこうつうこうていこうどうこうないこうはいごうほうごうまんこうもくこうりつこえるこおりごかいごがつごかん"
    "こくごこくさいこくとうこくないこくはくこぐまこけいこけるここのかこころこさめこしつこすうこせいこせきこぜんこそだてこたいこたえるこたつこちょうこっかこつこつこつばんこつぶこていこてんことがらことしことばことり"
    "こなごなこねこねこのままこのみこのよごはんこひつじこふうこふんこぼれるごまあぶらこまかいごますりこまつなこまるこむぎここもじこもちこものこもんこやくこやまこゆうこゆびこよいこようこりるこれくしょんころっけ"
    "こわもてこわれるこんいんこんかいこんきこんしゅうこんすいこんだてこんとんこんなんこんびにこんぽんこんまけこんやこんれいこんわくざいえきさいかいさいきんざいげんざいこさいしょさいせいざいたくざいちゅうさいてき"
    "ざいりょうさうなさかいしさがすさかなさかみちさがるさぎょうさくしさくひんさくらさこくさこつさずかるざせきさたんさつえいざつおんざっかざつがくさっきょくざっしさつじんざっそうさつたばさつまいもさてい"
    "さといもさとうさとおやさとしさとるさのうさばくさびしいさべつさほうさほどさますさみしいさみだれさむけさめるさやえんどうさゆうさようさよくさらだざるそばさわやかさわるさんいんさんかさんきゃくさんこうさんさい"
    "ざんしょさんすうさんせいさんそさんちさんまさんみさんらんしあいしあげしあさってしあわせしいくしいんしうちしえいしおけしかいしかくじかんしごとしすうじだいしたうけしたぎしたてしたみしちょうしちりんしっかりしつじ"
    "しつもんしていしてきしてつじてんじどうしなぎれしなものしなんしねましねんしのぐしのぶしはいしばかりしはつしはらいしはんしひょうしふくじぶんしへいしほうしほんしまうしまるしみんしむけるじむしょしめいしめる"
    "しもんしゃいんしゃうんしゃおんじゃがいもしやくしょしゃくほうしゃけんしゃこしゃざいしゃしんしゃせんしゃそうしゃたいしゃちょうしゃっきんじゃましゃりんしゃれいじゆうじゅうしょしゅくはくじゅしんしゅっせきしゅみ"
    "しゅらばじゅんばんしょうかいしょくたくしょっけんしょどうしょもつしらせるしらべるしんかしんこうじんじゃしんせいじしんちくしんりんすあげすあしすあなずあんすいえいすいかすいとうずいぶんすいようび"
    "すうがくすうじつすうせんすおどりすきますくうすくないすけるすごいすこしずさんすずしいすすむすすめるすっかりずっしりずっとすてきすてるすねるすのこすはだすばらしいずひょうずぶぬれすぶりすふれすべて"
    "すべるずほうすぼんすまいすめしすもうすやきすらすらするめすれちがうすろっとすわるすんぜんすんぽうせあぶらせいかつせいげんせいじせいようせおうせかいかんせきにんせきむせきゆせきらんうんせけんせこうせすじせたい"
    "せたけせっかくせっきゃくぜっくせっけんせっこつせっさたくませつぞくせつだんせつでんせっぱんせつびせつぶんせつめいせつりつせなかせのびせはばせびろせぼねせまいせまるせめるせもたれせりふぜんあくせんい"
    "せんえいせんかせんきょせんくせんげんぜんごせんさいせんしゅせんすいせんせいせんぞせんたくせんちょうせんていせんとうせんぬきせんねんせんぱいぜんぶぜんぽうせんむせんめんじょせんもんせんやくせんゆうせんよう"
    "ぜんらぜんりゃくせんれいせんろそあくそいとげるそいねそうがんきょうそうきそうごそうしんそうだんそうなんそうびそうめんそうりそえものそえんそがいそげきそこうそこそこそざいそしなそせいそせんそそぐそだてる"
    "そつうそつえんそっかんそつぎょうそっけつそっこうそっせんそっとそとがわそとづらそなえるそなたそふぼそぼくそぼろそまつそまるそむくそむりえそめるそもそもそよかぜそらまめそろうそんかいそんけいそんざいそんしつ"
    "そんぞくそんちょうぞんびぞんぶんそんみんたあいたいいんたいうんたいえきたいおうだいがくたいきたいぐうたいけんたいこたいざいだいじょうぶだいすきたいせつたいそうだいたいたいちょうたいていだいどころ"
    "たいないたいねつたいのうたいはんだいひょうたいふうたいへんたいほたいまつばなたいみんぐたいむたいめんたいやきたいようたいらたいりょくたいるたいわんたうえたえるたおすたおるたおれるたかいたかねたきびたくさんたこくたこやき"
    "たさいたしざんだじゃれたすけるたずさわるたそがれたたかうたたくただしいたたみたちばなだっかいだっきゃくだっこだっしゅつだったいたてるたとえるたなばたたにんたぬきたのしみたはつたぶんたべるたぼう"
    "たまごたまるだむるためいきためすためるたもつたやすいたよるたらすたりきほんがんたりょうたりるたるとたれるたれんとたろっとたわむれるだんあつたんいたんおんたんかたんきたんけんたんごたんさんたんじょうびだんせい"
    "たんそくたんたいだんちたんていたんとうだんなたんにんだんねつたんのうたんぴんだんぼうたんまつたんめいだんれつだんろだんわちあいちあんちいきちいさいちえんちかいちからちきゅうちきんちけいずちけんちこくちさい"
    "ちしきちしりょうちせいちそうちたいちたんちちおやちつじょちてきちてんちぬきちぬりちのうちひょうちへいせんちほうちまたちみつちみどろちめいどちゃんこなべちゅういちゆりょくちょうしちょさくけんちらしちらみちりがみちりょう"
    "ちるどちわわちんたいちんもくついかついたちつうかつうじょうつうはんつうわつかうつかれるつくねつくるつけねつけるつごうつたえるつづくつつじつつむつとめるつながるつなみつねづねつのるつぶすつまらないつまるつみき"
    "つめたいつもりつもるつよいつるぼつるみくつわものつわりてあしてあててあみていおんていかていきていけいていこくていさつていしていせいていたいていどていねいていひょうていへんていぼうてうちておくれてきとうてくびでこぼこ"
    "てさぎょうてさげてすりてそうてちがいてちょうてつがくてつづきでっぱてつぼうてつやでぬかえてぬきてぬぐいてのひらてはいてぶくろてふだてほどきてほんてまえてまきずしてみじかてみやげてらすてれび"
    "てわけてわたしでんあつてんいんてんかいてんきてんぐてんけんてんごくてんさいてんしてんすうでんちてんてきてんとうてんないてんぷらてんぼうだいてんめつてんらんかいでんりょくでんわどあいといれどうかんとうきゅう"
    "どうぐとうしとうむぎとおいとおかとおくとおすとおるとかいとかすときおりときどきとくいとくしゅうとくてんとくにとくべつとけいとけるとこやとさかとしょかんとそうとたんとちゅうとっきゅうとっくんとつぜんとつにゅう"
    "とどけるととのえるとないとなえるとなりとのさまとばすどぶがわとほうとまるとめるともだちともるどようびとらえるとんかつどんぶりないかくないこうないしょないすないせんないそうなおすながいなくすなげる"
    "なこうどなさけなたでここなっとうなつやすみななおしなにごとなにものなにわなのかなふだなまいきなまえなまみなみだなめらかなめるなやむならうならびならぶなれるなわとびなわばりにあうにいがたにうけにおいにかい"
    "にがてにきびにくしみにくまんにげるにさんかたんそにしきにせものにちじょうにちようびにっかにっきにっけいにっこうにっさんにっしょくにっすうにっせきにっていになうにほんにまめにもつにやりにゅういんにりんしゃにわとりにんい"
    "にんかにんきにんげんにんしきにんずうにんそうにんたいにんちにんていにんにくにんぷにんまりにんむにんめいにんようぬいくぎぬかすぬぐいとるぬぐうぬくもりぬすむぬまえびぬめりぬらすぬんちゃくねあげねいきねいるねいろ"
    "ねぐせねくたいねくらねこぜねこむねさげねすごすねそべるねだんねついねっしんねつぞうねったいぎょねぶそくねふだねぼうねほりはほりねまきねまわしねみみねむいねむたいねもとねらうねわざねんいりねんおしねんかん"
    "ねんきんねんぐねんざねんしねんちゃくねんどねんぴねんぶつねんまつねんりょうねんれいのいずのおづまのがすのきなみのこぎりのこすのこるのせるのぞくのぞむのたまうのちほどのっくのばすのはらのべるのぼる"
    "のみもののやまのらいぬのらねこのりもののりゆきのれんのんきばあいはあくばあさんばいかばいくはいけんはいごはいしんはいすいはいせんはいそうはいちばいばいはいれつはえるはおるはかいばかりはかるはくしゅはけんはこぶ"
    "はさみはさんはしごばしょはしるはせるぱそこんはそんはたんはちみつはつおんはっかくはづきはっきりはっくつはっけんはっこうはっさんはっしんはったつはっちゅうはってんはっぴょうはっぽうはなすはなびはにかむはぶらし"
    "はみがきはむかうはめつはやいはやしはらうはろうぃんはわいはんいはんえいはんおんはんかくはんきょうばんぐみはんこはんしゃはんすうはんだんぱんちぱんつはんていはんとしはんのうはんぱはんぶんはんぺんはんぼうき"
    "はんめいはんらんはんろんひいきひうんひえるひかくひかりひかるひかんひくいひけつひこうきひこくひさいひさしぶりひさんびじゅつかんひしょひそかひそむひたむきひだりひたるひつぎひっこしひっしひつじゅひんひっすひつぜん"
    "ぴったりぴっちりひつようひていひとごみひなまつりひなんひねるひはんひびくひひょうひほうひまわりひまんひみつひめいひめじしひやけひやすひようびょうきひらがなひらくひりつひりょうひるまひるやすみひれいひろいひろう"
    "ひろきひろゆきひんかくひんけつひんこんひんしゅひんそうぴんちひんぱんびんぼうふあんふいうちふうけいふうせんぷうたろうふうとうふうふふえるふおんふかいふきんふくざつふくぶくろふこうふさいふしぎふじみふすまふせい"
    "ふせぐふそくぶたにくふたんふちょうふつうふつかふっかつふっきふっこくぶどうふとるふとんふのうふはいふひょうふへんふまんふみんふめつふめんふようふりこふりるふるいふんいきぶんがくぶんぐふんしつぶんせきふんそう"
    "ぶんぽうへいあんへいおんへいがいへいきへいげんへいこうへいさへいしゃへいせつへいそへいたくへいてんへいねつへいわへきがへこむべにいろべにしょうがへらすへんかんべんきょうべんごしへんさいへんたいべんり"
    "ほあんほいくぼうぎょほうこくほうそうほうほうほうもんほうりつほえるほおんほかんほきょうぼきんほくろほけつほけんほこうほこるほしいほしつほしゅほしょうほせいほそいほそくほたてほたるぽちぶくろほっきょくほっさほったん"
    "ほとんどほめるほんいほんきほんけほんしつほんやくまいにちまかいまかせるまがるまけるまことまさつまじめますくまぜるまつりまとめまなぶまぬけまねくまほうまもるまゆげまようまろやかまわすまわりまわるまんがまんきつ"
    "まんぞくまんなかみいらみうちみえるみがくみかたみかんみけんみこんみじかいみすいみすえるみせるみっかみつかるみつけるみていみとめるみなとみなみかさいみねらるみのうみのがすみほんみもとみやげみらいみりょくみわくみんか"
    "みんぞくむいかむえきむえんむかいむかうむかえむかしむぎちゃむけるむげんむさぼるむしあついむしばむじゅんむしろむすうむすこむすぶむすめむせるむせんむちゅうむなしいむのうむやみむようむらさきむりょうむろんめいあん"
    "めいうんめいえんめいかくめいきょくめいさいめいしめいそうめいぶつめいれいめいわくめぐまれるめざすめしためずらしいめだつめまいめやすめんきょめんせきめんどうもうしあげるもうどうけんもえるもくしもくてきもくようび"
    "もちろんもどるもらうもんくもんだいやおややけるやさいやさしいやすいやすたろうやすみやせるやそうやたいやちんやっとやっぱりやぶるやめるややこしいやよいやわらかいゆうきゆうびんきょくゆうべゆうめいゆけつゆしゅつゆせん"
    "ゆそうゆたかゆちゃくゆでるゆにゅうゆびわゆらいゆれるよういようかようきゅうようじようすようちえんよかぜよかんよきんよくせいよくぼうよけいよごれるよさんよしゅうよそうよそくよっかよていよどがわくよねつよやくよゆう"
    "よろこぶよろしいらいうらくがきらくごらくさつらくだらしんばんらせんらぞくらたいらっかられつりえきりかいりきさくりきせつりくぐんりくつりけんりこうりせいりそうりそくりてんりねんりゆうりゅうがくりようりょうり"
    "りょかんりょくちゃりょこうりりくりれきりろんりんごるいけいるいさいるいじるいせきるすばんるりがわられいかんれいぎれいせいれいぞうこれいとうれいぼうれきしれきだいれんあいれんけいれんこんれんさいれんしゅう"
    "れんぞくれんらくろうかろうごろうじんろうそくろくがろこつろじうらろしゅつろせんろてんろめんろれつろんぎろんぱろんぶんろんりわかすわかめわかやまわかれるわしつわじましわすれものわらうわれる"
    ;
static const uint16_t japanese_offsets[2049] = {
    0, 18, 30, 42, 57, 72, 81, 96, 105, 123, 132, 141, 153, 168, 183, 195, 207, 219, 234, 249, 258, 267, 279, 294, 306,
    318, 327, 342, 351, 363, 375, 387, 396, 408, 423, 432, 444, 456, 468, 477, 495, 504, 519, 534, 546, 558, 576, 588,
    600, 609, 624, 633, 648, 660, 672, 684, 699, 708, 720, 732, 744, 756, 768, 777, 789, 804, 819, 828, 837, 846, 855,
    870, 879, 888, 903, 918, 933, 945, 957, 966, 981, 993, 1002, 1014, 1029, 1047, 1059, 1071, 1086, 1095, 1107, 1119,
    1131, 1143, 1155, 1167, 1182, 1191, 1206, 1218, 1230, 1242, 1251, 1263, 1278, 1290, 1299, 1311, 1320, 1329, 1338,
    1350, 1359, 1368, 1377, 1389, 1398, 1410, 1419, 1428, 1437, 1446, 1455, 1467, 1479, 1488, 1503, 1512, 1524, 1533,
    1542, 1554, 1569, 1581, 1590, 1602, 1611, 1632, 1641, 1650, 1662, 1674, 1686, 1707, 1719, 1734, 1746, 1755, 1764,
    1776, 1788, 1800, 1815, 1824, 1839, 1851, 1869, 1881, 1893, 1905, 1914, 1929, 1941, 1950, 1962, 1974, 1992, 2001,
    2013, 2031, 2043, 2052, 2067, 2082, 2091, 2103, 2115, 2130, 2145, 2154, 2166, 2178, 2190, 2205, 2214, 2223, 2232,
    2247, 2265, 2277, 2286, 2295, 2307, 2316, 2334, 2349, 2361, 2376, 2388, 2400, 2412, 2424, 2433, 2442, 2451, 2460,
    2472, 2484, 2496, 2511, 2523, 2535, 2550, 2562, 2574, 2589, 2601, 2610, 2619, 2631, 2643, 2655, 2667, 2679, 2688,
    2700, 2712, 2727, 2736, 2745, 2757, 2766, 2775, 2787, 2796, 2808, 2820, 2832, 2847, 2862, 2877, 2889, 2904, 2916,
    2931, 2943, 2955, 2967, 2979, 2991, 3003, 3015, 3027, 3039, 3054, 3066, 3075, 3084, 3093, 3111, 3120, 3132, 3144,
    3156, 3168, 3180, 3195, 3204, 3216, 3234, 3252, 3261, 3273, 3282, 3294, 3303, 3315, 3327, 3339, 3351, 3363, 3378,
    3393, 3405, 3417, 3429, 3444, 3453, 3468, 3480, 3489, 3498, 3513, 3528, 3543, 3555, 3573, 3588, 3600, 3618, 3633,
    3642, 3654, 3666, 3675, 3690, 3705, 3720, 3729, 3744, 3756, 3768, 3780, 3795, 3810, 3828, 3837, 3849, 3861, 3876,
    3891, 3903, 3915, 3933, 3948, 3969, 3981, 3993, 4005, 4017, 4032, 4044, 4056, 4071, 4080, 4089, 4098, 4110, 4122,
    4134, 4146, 4158, 4170, 4182, 4197, 4206, 4215, 4230, 4248, 4263, 4278, 4296, 4314, 4323, 4335, 4347, 4356, 4368,
    4377, 4392, 4407, 4416, 4431, 4440, 4449, 4458, 4467, 4476, 4488, 4500, 4512, 4524, 4536, 4548, 4557, 4575, 4584,
    4593, 4602, 4614, 4623, 4632, 4641, 4650, 4659, 4668, 4677, 4686, 4695, 4710, 4719, 4734, 4749, 4764, 4773, 4785,
    4794, 4803, 4812, 4821, 4836, 4860, 4872, 4896, 4920, 4944, 4953, 4962, 4971, 4980, 4989, 5001, 5013, 5025, 5037,
    5049, 5064, 5076, 5085, 5094, 5106, 5118, 5127, 5139, 5148, 5163, 5172, 5181, 5193, 5202, 5217, 5226, 5235, 5247,
    5259, 5268, 5277, 5286, 5307, 5316, 5334, 5343, 5352, 5361, 5370, 5388, 5397, 5415, 5424, 5433, 5442, 5451, 5460,
    5469, 5481, 5493, 5508, 5526, 5541, 5559, 5571, 5583, 5595, 5604, 5619, 5631, 5646, 5658, 5673, 5685, 5697, 5706,
    5718, 5730, 5742, 5751, 5760, 5775, 5784, 5796, 5808, 5820, 5838, 5850, 5859, 5877, 5892, 5910, 5922, 5934, 5946,
    5961, 5976, 5991, 6003, 6012, 6024, 6033, 6042, 6057, 6072, 6081, 6096, 6105, 6120, 6129, 6138, 6147, 6159, 6174,
    6192, 6207, 6219, 6228, 6240, 6252, 6261, 6273, 6294, 6306, 6330, 6342, 6351, 6363, 6378, 6390, 6408, 6426, 6441,
    6456, 6468, 6483, 6495, 6519, 6534, 6543, 6558, 6567, 6582, 6594, 6606, 6618, 6636, 6648, 6660, 6669, 6681, 6693,
    6708, 6720, 6732, 6744, 6765, 6780, 6792, 6807, 6822, 6831, 6843, 6852, 6861, 6870, 6882, 6891, 6900, 6912, 6927,
    6942, 6951, 6963, 6972, 6981, 6990, 6999, 7011, 7023, 7032, 7044, 7053, 7062, 7074, 7089, 7101, 7113, 7128, 7140,
    7155, 7167, 7179, 7191, 7203, 7215, 7233, 7242, 7254, 7266, 7278, 7287, 7299, 7308, 7323, 7335, 7347, 7359, 7371,
    7389, 7404, 7416, 7428, 7440, 7452, 7467, 7479, 7491, 7503, 7515, 7527, 7542, 7554, 7566, 7581, 7596, 7608, 7620,
    7629, 7638, 7650, 7665, 7677, 7689, 7701, 7713, 7725, 7737, 7749, 7758, 7767, 7779, 7788, 7797, 7806, 7815, 7824,
    7833, 7845, 7860, 7869, 7881, 7890, 7902, 7911, 7923, 7938, 7950, 7959, 7968, 7983, 7992, 8004, 8013, 8028, 8040,
    8052, 8061, 8070, 8082, 8097, 8106, 8115, 8130, 8151, 8163, 8178, 8190, 8199, 8214, 8226, 8235, 8244, 8253, 8262,
    8271, 8280, 8292, 8301, 8310, 8319, 8337, 8349, 8361, 8373, 8385, 8397, 8406, 8421, 8433, 8448, 8460, 8472, 8487,
    8502, 8514, 8523, 8535, 8547, 8562, 8574, 8586, 8604, 8616, 8628, 8640, 8655, 8673, 8685, 8703, 8712, 8724, 8736,
    8745, 8757, 8769, 8784, 8793, 8805, 8814, 8823, 8832, 8847, 8859, 8868, 8880, 8895, 8907, 8925, 8940, 8952, 8967,
    8982, 8997, 9012, 9021, 9033, 9042, 9054, 9063, 9072, 9081, 9093, 9108, 9120, 9129, 9141, 9150, 9162, 9177, 9186,
    9195, 9216, 9225, 9234, 9243, 9255, 9273, 9285, 9294, 9306, 9315, 9330, 9342, 9354, 9369, 9381, 9393, 9402, 9411,
    9420, 9429, 9441, 9450, 9462, 9477, 9489, 9498, 9507, 9516, 9525, 9534, 9543, 9552, 9564, 9576, 9585, 9600, 9612,
    9624, 9633, 9642, 9654, 9666, 9678, 9690, 9702, 9711, 9720, 9729, 9741, 9756, 9771, 9783, 9792, 9801, 9810, 9822,
    9834, 9843, 9858, 9867, 9879, 9888, 9900, 9909, 9924, 9933, 9942, 9951, 9960, 9969, 9978, 9990, 10005, 10014, 10023,
    10032, 10044, 10056, 10068, 10089, 10104, 10119, 10131, 10140, 10155, 10167, 10179, 10191, 10203, 10218, 10233,
    10245, 10257, 10269, 10281, 10299, 10314, 10329, 10344, 10353, 10368, 10389, 10404, 10419, 10434, 10449, 10461,
    10473, 10488, 10497, 10509, 10527, 10545, 10557, 10569, 10581, 10590, 10599, 10611, 10623, 10632, 10644, 10662,
    10680, 10695, 10710, 10722, 10737, 10746, 10755, 10767, 10776, 10788, 10797, 10809, 10824, 10833, 10845, 10857,
    10872, 10884, 10893, 10902, 10911, 10920, 10932, 10950, 10965, 10983, 10995, 11004, 11016, 11028, 11040, 11052,
    11061, 11070, 11079, 11088, 11100, 11109, 11127, 11139, 11148, 11163, 11178, 11193, 11205, 11220, 11232, 11244,
    11253, 11268, 11280, 11289, 11298, 11316, 11325, 11334, 11346, 11355, 11364, 11376, 11391, 11403, 11415, 11427,
    11445, 11460, 11475, 11490, 11505, 11517, 11532, 11544, 11556, 11565, 11577, 11589, 11601, 11613, 11622, 11631,
    11640, 11652, 11661, 11676, 11685, 11697, 11706, 11718, 11727, 11742, 11757, 11769, 11781, 11793, 11805, 11817,
    11829, 11844, 11856, 11868, 11880, 11892, 11907, 11922, 11940, 11949, 11970, 11982, 11994, 12006, 12018, 12030,
    12048, 12060, 12069, 12078, 12096, 12105, 12129, 12138, 12150, 12162, 12177, 12189, 12201, 12213, 12222, 12234,
    12243, 12255, 12267, 12276, 12288, 12300, 12309, 12318, 12327, 12339, 12354, 12363, 12375, 12387, 12405, 12417,
    12429, 12441, 12450, 12465, 12480, 12492, 12501, 12513, 12525, 12537, 12546, 12555, 12564, 12576, 12585, 12597,
    12612, 12624, 12633, 12645, 12657, 12672, 12684, 12699, 12714, 12729, 12747, 12759, 12768, 12780, 12792, 12804,
    12816, 12834, 12843, 12858, 12870, 12879, 12894, 12921, 12936, 12948, 12960, 12975, 12990, 13002, 13023, 13035,
    13047, 13059, 13071, 13089, 13101, 13113, 13122, 13143, 13161, 13170, 13182, 13194, 13206, 13215, 13230, 13239,
    13251, 13260, 13269, 13278, 13287, 13299, 13308, 13317, 13329, 13341, 13350, 13362, 13371, 13386, 13404, 13416,
    13434, 13449, 13461, 13470, 13485, 13494, 13509, 13524, 13542, 13554, 13572, 13587, 13596, 13608, 13623, 13632,
    13641, 13653, 13662, 13674, 13686, 13698, 13710, 13719, 13731, 13743, 13752, 13761, 13770, 13782, 13791, 13800,
    13824, 13836, 13845, 13854, 13863, 13875, 13887, 13902, 13917, 13926, 13938, 13947, 13956, 13968, 13980, 13992,
    14016, 14031, 14043, 14055, 14067, 14079, 14091, 14103, 14115, 14130, 14142, 14157, 14175, 14187, 14199, 14214,
    14226, 14238, 14247, 14256, 14265, 14277, 14286, 14295, 14304, 14316, 14325, 14340, 14349, 14358, 14367, 14376,
    14391, 14400, 14409, 14418, 14427, 14439, 14454, 14463, 14472, 14481, 14490, 14499, 14511, 14526, 14535, 14544,
    14553, 14568, 14583, 14604, 14616, 14631, 14643, 14661, 14670, 14679, 14694, 14706, 14718, 14727, 14739, 14751,
    14760, 14772, 14781, 14799, 14811, 14820, 14829, 14841, 14850, 14859, 14868, 14877, 14889, 14901, 14913, 14925,
    14934, 14946, 14961, 14970, 14985, 14994, 15006, 15021, 15030, 15039, 15051, 15060, 15069, 15078, 15090, 15102,
    15114, 15123, 15132, 15141, 15150, 15162, 15171, 15180, 15192, 15204, 15216, 15225, 15237, 15249, 15261, 15273,
    15288, 15300, 15315, 15324, 15336, 15348, 15360, 15378, 15396, 15408, 15417, 15426, 15441, 15453, 15468, 15483,
    15498, 15513, 15522, 15537, 15546, 15561, 15573, 15582, 15597, 15609, 15624, 15633, 15642, 15660, 15675, 15690,
    15699, 15711, 15720, 15732, 15747, 15759, 15771, 15780, 15792, 15804, 15819, 15831, 15840, 15852, 15864, 15876,
    15888, 15900, 15915, 15939, 15951, 15969, 15987, 15999, 16011, 16020, 16035, 16050, 16065, 16074, 16089, 16098,
    16107, 16116, 16125, 16134, 16143, 16152, 16164, 16179, 16188, 16203, 16215, 16224, 16239, 16248, 16257, 16266,
    16275, 16290, 16299, 16308, 16320, 16335, 16347, 16362, 16377, 16392, 16407, 16416, 16428, 16437, 16449, 16461,
    16482, 16491, 16500, 16509, 16524, 16533, 16551, 16563, 16575, 16593, 16605, 16617, 16629, 16638, 16650, 16662,
    16671, 16683, 16692, 16704, 16719, 16728, 16746, 16758, 16773, 16785, 16800, 16812, 16821, 16830, 16842, 16854,
    16863, 16872, 16884, 16896, 16905, 16914, 16923, 16935, 16947, 16956, 16971, 16986, 16995, 17010, 17019, 17028,
    17037, 17049, 17061, 17073, 17085, 17097, 17118, 17127, 17139, 17157, 17175, 17184, 17193, 17205, 17217, 17229,
    17244, 17256, 17268, 17280, 17289, 17298, 17307, 17316, 17325, 17340, 17355, 17367, 17376, 17385, 17394, 17409,
    17421, 17436, 17448, 17460, 17469, 17481, 17493, 17505, 17517, 17526, 17538, 17550, 17565, 17574, 17592, 17604,
    17616, 17625, 17640, 17649, 17658, 17673, 17685, 17694, 17703, 17712, 17724, 17736, 17745, 17757, 17766, 17778,
    17793, 17808, 17820, 17829, 17841, 17856, 17877, 17892, 17904, 17916, 17934, 17943, 17955, 17964, 17973, 17985,
    17994, 18003, 18015, 18027, 18039, 18051, 18063, 18075, 18087, 18096, 18111, 18123, 18135, 18150, 18162, 18177,
    18189, 18201, 18216, 18228, 18240, 18255, 18264, 18273, 18282, 18294, 18306, 18318, 18333, 18342, 18354, 18363,
    18375, 18387, 18399, 18408, 18420, 18432, 18444, 18456, 18465, 18474, 18486, 18495, 18510, 18522, 18534, 18546,
    18558, 18570, 18582, 18594, 18606, 18615, 18633, 18645, 18654, 18663, 18672, 18684, 18693, 18705, 18714, 18726,
    18735, 18744, 18756, 18768, 18777, 18786, 18801, 18810, 18819, 18831, 18843, 18855, 18867, 18879, 18891, 18903,
    18915, 18927, 18939, 18951, 18966, 18978, 18996, 19011, 19020, 19032, 19044, 19059, 19074, 19086, 19095, 19104,
    19113, 19122, 19137, 19146, 19155, 19167, 19179, 19191, 19206, 19224, 19233, 19245, 19257, 19272, 19284, 19296,
    19308, 19320, 19332, 19344, 19359, 19374, 19392, 19404, 19416, 19428, 19437, 19446, 19455, 19464, 19473, 19482,
    19491, 19500, 19509, 19521, 19530, 19539, 19557, 19566, 19590, 19599, 19608, 19617, 19629, 19641, 19650, 19662,
    19674, 19683, 19704, 19713, 19728, 19743, 19758, 19770, 19779, 19794, 19809, 19818, 19827, 19836, 19848, 19860,
    19869, 19881, 19890, 19899, 19908, 19923, 19932, 19941, 19950, 19965, 19980, 19989, 19998, 20010, 20019, 20034,
    20043, 20052, 20061, 20070, 20082, 20094, 20106, 20118, 20130, 20142, 20154, 20169, 20187, 20196, 20208, 20220,
    20232, 20250, 20262, 20271, 20280, 20289, 20298, 20307, 20322, 20340, 20349, 20358, 20370, 20382, 20391, 20400,
    20412, 20421, 20436, 20445, 20457, 20466, 20475, 20487, 20496, 20508, 20523, 20532, 20541, 20550, 20559, 20571,
    20580, 20589, 20598, 20607, 20616, 20625, 20634, 20643, 20652, 20664, 20682, 20697, 20709, 20724, 20736, 20754,
    20766, 20778, 20793, 20802, 20817, 20829, 20838, 20850, 20862, 20871, 20883, 20895, 20907, 20916, 20928, 20937,
    20952, 20976, 20985, 20997, 21015, 21033, 21045, 21057, 21069, 21078, 21087, 21105, 21117, 21129, 21141, 21153,
    21165, 21174, 21183, 21192, 21204, 21216, 21225, 21234, 21243, 21252, 21261, 21270, 21279, 21288, 21300, 21309,
    21318, 21327, 21336, 21345, 21366, 21381, 21390, 21402, 21417, 21426, 21435, 21444, 21453, 21465, 21477, 21489,
    21498, 21510, 21522, 21531, 21540, 21549, 21561, 21570, 21582, 21591, 21600, 21612, 21621, 21630, 21639, 21648,
    21660, 21669, 21681, 21690, 21699, 21708, 21720, 21732, 21747, 21759, 21768, 21777, 21786, 21798, 21807, 21816,
    21825, 21834, 21849, 21858, 21870, 21879, 21888, 21900, 21912, 21921, 21933, 21942, 21960, 21972, 21981, 21996,
    22005, 22014, 22026, 22035, 22047, 22056, 22065, 22080, 22089, 22098, 22107, 22116, 22125, 22134, 22143, 22158,
    22167, 22179, 22194, 22209, 22221, 22236, 22245, 22254, 22263, 22275, 22284, 22293, 22302, 22314, 22326, 22335,
    22344, 22353, 22365, 22377, 22386, 22398, 22410, 22422, 22434, 22449, 22461, 22470, 22482, 22497, 22509, 22521,
    22539, 22551, 22560, 22578, 22590, 22599, 22608, 22620, 22632, 22647, 22668, 22689, 22698, 22707, 22719, 22737,
    22749, 22761, 22770, 22779, 22794, 22803, 22812, 22821, 22833, 22842, 22857, 22866, 22875, 22884, 22893, 22902,
    22911, 22926, 22938, 22947, 22962, 22971, 22986, 22995, 23019, 23031, 23043, 23052, 23064, 23073, 23082, 23091,
    23103, 23115, 23127, 23139, 23148, 23157, 23166, 23175, 23190, 23202, 23211, 23226, 23238, 23247, 23256, 23268,
    23283, 23292, 23307, 23316, 23328, 23337, 23346, 23355, 23364, 23385, 23394, 23403, 23412, 23427, 23439, 23448,
    23463, 23475, 23487, 23499, 23517, 23526, 23538, 23547, 23556, 23565, 23574, 23583, 23595, 23607, 23622, 23631,
    23640, 23649, 23658, 23667, 23676, 23685, 23694, 23703, 23721, 23730, 23742, 23754, 23769, 23781, 23790, 23799,
    23808, 23820, 23832, 23844, 23856, 23868, 23883, 23901, 23913, 23925, 23937, 23955, 23967, 23982, 23991, 24006,
    24018, 24030, 24042, 24054, 24069, 24084, 24096, 24105, 24117, 24132, 24144, 24156, 24165, 24180, 24192, 24201,
    24210, 24219, 24228, 24240, 24252, 24267, 24276, 24285, 24294, 24306, 24318, 24327, 24342, 24357, 24366, 24375,
};
static const uint16_t japanese_sorted[2048] = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 22, 20, 21, 23, 24, 25, 26, 27, 30, 28, 29,
    31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59,
    60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 87, 88, 89, 85,
    86, 90, 91, 92, 93, 94, 95, 97, 98, 99, 100, 101, 102, 103, 96, 104, 105, 107, 106, 108, 109, 110, 111, 112, 113,
    115, 114, 117, 116, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 135, 136,
    137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, 148, 150, 151, 149, 152, 153, 154, 155, 156, 157, 158, 159,
    162, 160, 161, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 177, 176, 178, 179, 180, 181, 182,
    183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196, 197, 198, 199, 200, 201, 202, 203, 204, 205,
    206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 217, 218, 219, 220, 221, 222, 223, 224, 225, 226, 227, 228,
    229, 230, 231, 232, 233, 234, 235, 236, 237, 238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249, 250, 251,
    252, 253, 254, 255, 256, 257, 258, 259, 260, 261, 262, 264, 263, 266, 265, 267, 268, 269, 270, 271, 272, 273, 274,
    275, 276, 277, 278, 279, 282, 280, 281, 283, 284, 285, 286, 287, 288, 289, 290, 291, 292, 293, 294, 295, 296, 297,
    298, 299, 300, 301, 302, 303, 304, 305, 306, 307, 308, 309, 310, 311, 312, 313, 314, 315, 316, 320, 321, 322, 323,
    324, 325, 326, 327, 328, 330, 331, 333, 334, 335, 336, 337, 338, 339, 340, 341, 342, 344, 345, 351, 352, 354, 355,
    356, 357, 358, 359, 360, 361, 362, 363, 364, 365, 366, 368, 369, 370, 371, 372, 373, 317, 318, 319, 329, 332, 343,
    346, 347, 348, 349, 350, 353, 367, 374, 375, 376, 377, 379, 380, 381, 382, 383, 384, 385, 386, 387, 388, 389, 390,
    391, 392, 393, 394, 395, 396, 397, 398, 399, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 416, 417, 418, 419,
    420, 421, 422, 423, 424, 425, 426, 427, 428, 430, 429, 431, 432, 434, 433, 435, 436, 437, 438, 439, 440, 441, 442,
    443, 446, 445, 447, 448, 449, 450, 451, 452, 454, 456, 457, 458, 378, 401, 400, 402, 403, 404, 415, 444, 453, 455,
    460, 461, 462, 463, 464, 466, 468, 469, 470, 471, 472, 474, 475, 476, 477, 478, 479, 480, 481, 482, 483, 486, 485,
    487, 488, 489, 491, 492, 493, 494, 495, 496, 497, 498, 499, 500, 501, 502, 503, 504, 505, 506, 507, 459, 465, 467,
    473, 484, 490, 508, 509, 510, 511, 512, 513, 514, 515, 516, 518, 520, 521, 522, 523, 534, 536, 537, 538, 540, 541,
    542, 546, 548, 549, 543, 544, 545, 547, 550, 553, 555, 556, 557, 558, 559, 560, 562, 563, 565, 567, 568, 569, 570,
    571, 572, 573, 574, 575, 576, 577, 578, 580, 581, 582, 583, 584, 586, 587, 588, 589, 590, 592, 593, 594, 595, 596,
    517, 519, 524, 525, 526, 527, 528, 529, 530, 531, 532, 533, 535, 539, 551, 552, 554, 561, 564, 566, 579, 585, 591,
    597, 598, 599, 601, 602, 603, 606, 607, 608, 609, 611, 612, 613, 614, 615, 616, 617, 618, 621, 622, 623, 624, 628,
    629, 630, 631, 632, 633, 634, 635, 636, 637, 638, 639, 640, 641, 642, 643, 644, 645, 646, 647, 648, 649, 650, 651,
    652, 653, 654, 655, 656, 657, 658, 659, 660, 661, 662, 663, 665, 666, 667, 668, 670, 672, 673, 674, 675, 676, 677,
    678, 679, 680, 681, 682, 683, 684, 685, 686, 687, 688, 689, 690, 691, 692, 693, 694, 695, 696, 697, 698, 699, 700,
    701, 702, 703, 600, 604, 605, 610, 619, 620, 625, 627, 626, 664, 669, 671, 705, 706, 709, 710, 713, 715, 716, 718,
    719, 717, 720, 721, 722, 723, 724, 725, 726, 727, 729, 734, 730, 736, 738, 739, 740, 741, 742, 743, 744, 745, 746,
    747, 748, 749, 750, 751, 752, 753, 754, 755, 756, 757, 758, 759, 760, 761, 763, 764, 765, 766, 767, 768, 769, 771,
    772, 773, 774, 775, 776, 777, 704, 707, 708, 711, 712, 714, 728, 732, 735, 737, 731, 733, 762, 770, 778, 779, 780,
    781, 782, 783, 784, 785, 786, 787, 788, 790, 791, 793, 794, 795, 796, 797, 798, 799, 800, 801, 802, 803, 804, 807,
    808, 809, 810, 811, 812, 813, 814, 816, 817, 818, 815, 819, 820, 822, 823, 824, 825, 826, 827, 828, 830, 831, 832,
    833, 834, 835, 838, 839, 840, 841, 842, 843, 844, 845, 846, 847, 849, 850, 837, 853, 855, 856, 857, 859, 860, 861,
    862, 863, 864, 865, 866, 867, 869, 870, 871, 789, 792, 805, 806, 821, 829, 836, 848, 852, 854, 858, 851, 868, 872,
    873, 874, 876, 877, 878, 880, 881, 882, 883, 884, 885, 886, 887, 888, 890, 889, 893, 894, 892, 895, 898, 899, 900,
    901, 902, 903, 907, 906, 908, 909, 911, 912, 913, 914, 915, 916, 917, 918, 919, 920, 921, 922, 875, 879, 891, 896,
    897, 904, 905, 910, 923, 924, 925, 926, 927, 928, 929, 930, 931, 932, 933, 934, 935, 936, 937, 938, 939, 940, 942,
    943, 944, 948, 945, 946, 947, 949, 950, 951, 952, 953, 954, 955, 956, 957, 958, 959, 960, 961, 962, 964, 965, 966,
    967, 968, 969, 971, 972, 973, 974, 975, 976, 977, 978, 979, 980, 981, 982, 985, 986, 987, 988, 989, 990, 993, 994,
    941, 963, 970, 983, 984, 991, 992, 995, 996, 997, 998, 999, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008,
    1009, 1010, 1011, 1012, 1013, 1014, 1015, 1016, 1017, 1018, 1021, 1023, 1024, 1025, 1026, 1019, 1020, 1022, 1027,
    1028, 1029, 1030, 1031, 1032, 1033, 1034, 1035, 1036, 1037, 1038, 1039, 1040, 1041, 1042, 1043, 1044, 1045, 1046,
    1047, 1048, 1051, 1049, 1050, 1052, 1053, 1054, 1055, 1056, 1058, 1059, 1060, 1061, 1062, 1065, 1066, 1068, 1069,
    1071, 1072, 1073, 1074, 1076, 1077, 1078, 1079, 1080, 1081, 1082, 1083, 1084, 1085, 1086, 1087, 1088, 1089, 1090,
    1091, 1092, 1093, 1094, 1095, 1096, 1097, 1098, 1099, 1100, 1101, 1103, 1104, 1105, 1106, 1107, 1109, 1108, 1110,
    1116, 1117, 1118, 1119, 1120, 1121, 1122, 1123, 1124, 1125, 1126, 1127, 1129, 1130, 1131, 1132, 1133, 1134, 1135,
    1136, 1137, 1138, 1139, 1140, 1141, 1142, 1143, 1145, 1146, 1147, 1148, 1149, 1150, 1151, 1152, 1154, 1155, 1157,
    1158, 1160, 1162, 1163, 1165, 1166, 1057, 1063, 1064, 1067, 1070, 1075, 1102, 1111, 1112, 1113, 1114, 1115, 1128,
    1144, 1153, 1156, 1159, 1161, 1164, 1167, 1168, 1169, 1170, 1171, 1172, 1173, 1174, 1175, 1176, 1177, 1178, 1179,
    1180, 1181, 1182, 1183, 1184, 1185, 1186, 1187, 1188, 1189, 1190, 1191, 1192, 1193, 1194, 1195, 1196, 1197, 1198,
    1199, 1200, 1201, 1202, 1203, 1204, 1205, 1206, 1207, 1208, 1209, 1210, 1211, 1212, 1213, 1214, 1215, 1216, 1217,
    1218, 1219, 1220, 1221, 1222, 1223, 1224, 1225, 1226, 1227, 1228, 1229, 1231, 1232, 1230, 1233, 1234, 1235, 1236,
    1237, 1238, 1239, 1240, 1241, 1242, 1243, 1244, 1245, 1246, 1247, 1248, 1249, 1250, 1251, 1252, 1253, 1254, 1255,
    1256, 1257, 1258, 1259, 1260, 1261, 1262, 1263, 1264, 1265, 1266, 1267, 1268, 1269, 1270, 1272, 1273, 1274, 1275,
    1276, 1277, 1278, 1279, 1281, 1282, 1284, 1285, 1286, 1287, 1289, 1288, 1290, 1291, 1292, 1293, 1294, 1295, 1296,
    1297, 1298, 1299, 1301, 1302, 1303, 1304, 1305, 1306, 1307, 1308, 1309, 1311, 1312, 1313, 1314, 1315, 1316, 1317,
    1271, 1280, 1283, 1300, 1310, 1318, 1319, 1321, 1323, 1325, 1326, 1327, 1328, 1329, 1330, 1331, 1332, 1333, 1334,
    1335, 1336, 1337, 1338, 1339, 1340, 1341, 1342, 1343, 1344, 1345, 1346, 1347, 1348, 1349, 1350, 1351, 1352, 1354,
    1353, 1355, 1356, 1357, 1358, 1359, 1361, 1362, 1363, 1364, 1365, 1367, 1368, 1320, 1322, 1324, 1360, 1366, 1369,
    1370, 1371, 1372, 1373, 1374, 1375, 1376, 1377, 1378, 1379, 1380, 1381, 1382, 1383, 1384, 1385, 1386, 1387, 1388,
    1389, 1390, 1391, 1392, 1393, 1394, 1395, 1396, 1397, 1398, 1399, 1400, 1401, 1402, 1403, 1404, 1405, 1406, 1407,
    1408, 1409, 1410, 1411, 1412, 1413, 1414, 1415, 1416, 1417, 1418, 1419, 1420, 1421, 1422, 1423, 1424, 1425, 1426,
    1427, 1428, 1429, 1430, 1431, 1432, 1433, 1434, 1435, 1436, 1437, 1438, 1439, 1440, 1441, 1442, 1443, 1444, 1445,
    1446, 1447, 1448, 1449, 1450, 1451, 1452, 1453, 1456, 1454, 1455, 1457, 1458, 1459, 1460, 1461, 1462, 1463, 1464,
    1465, 1467, 1468, 1466, 1469, 1470, 1471, 1472, 1473, 1474, 1476, 1478, 1475, 1477, 1480, 1479, 1482, 1481, 1483,
    1484, 1485, 1486, 1487, 1488, 1489, 1490, 1491, 1492, 1493, 1494, 1495, 1496, 1497, 1498, 1499, 1500, 1501, 1502,
    1503, 1504, 1505, 1506, 1507, 1508, 1509, 1510, 1511, 1512, 1513, 1514, 1515, 1516, 1517, 1519, 1518, 1520, 1521,
    1522, 1523, 1524, 1525, 1526, 1527, 1528, 1529, 1531, 1535, 1536, 1537, 1538, 1539, 1540, 1541, 1543, 1544, 1545,
    1546, 1548, 1549, 1550, 1551, 1552, 1553, 1554, 1556, 1557, 1559, 1560, 1561, 1563, 1565, 1566, 1567, 1568, 1569,
    1570, 1571, 1572, 1573, 1574, 1575, 1562, 1564, 1576, 1577, 1578, 1579, 1580, 1581, 1582, 1583, 1584, 1585, 1586,
    1587, 1588, 1589, 1590, 1591, 1592, 1594, 1595, 1596, 1597, 1600, 1601, 1602, 1603, 1604, 1605, 1606, 1607, 1608,
    1609, 1530, 1532, 1533, 1534, 1542, 1547, 1555, 1593, 1558, 1598, 1599, 1610, 1611, 1612, 1613, 1614, 1615, 1616,
    1617, 1618, 1619, 1620, 1621, 1622, 1623, 1625, 1626, 1627, 1628, 1630, 1629, 1632, 1633, 1635, 1631, 1634, 1636,
    1639, 1640, 1641, 1642, 1643, 1644, 1645, 1647, 1646, 1648, 1649, 1650, 1651, 1652, 1653, 1654, 1655, 1656, 1658,
    1659, 1660, 1661, 1662, 1663, 1664, 1665, 1666, 1667, 1668, 1669, 1670, 1671, 1672, 1673, 1675, 1624, 1657, 1676,
    1637, 1638, 1674, 1677, 1678, 1679, 1680, 1682, 1683, 1684, 1685, 1686, 1687, 1688, 1689, 1690, 1691, 1692, 1693,
    1694, 1695, 1696, 1697, 1699, 1700, 1703, 1704, 1705, 1701, 1702, 1707, 1708, 1709, 1710, 1711, 1712, 1713, 1714,
    1715, 1716, 1717, 1718, 1719, 1720, 1721, 1724, 1726, 1698, 1706, 1722, 1723, 1725, 1727, 1681, 1728, 1729, 1730,
    1731, 1732, 1733, 1734, 1735, 1736, 1737, 1738, 1739, 1740, 1741, 1742, 1743, 1746, 1747, 1750, 1751, 1744, 1745,
    1748, 1749, 1752, 1753, 1754, 1756, 1757, 1758, 1759, 1760, 1761, 1762, 1763, 1764, 1766, 1767, 1768, 1769, 1770,
    1771, 1772, 1773, 1774, 1775, 1776, 1777, 1778, 1779, 1781, 1782, 1783, 1784, 1785, 1786, 1787, 1788, 1789, 1790,
    1755, 1765, 1780, 1791, 1792, 1793, 1794, 1795, 1796, 1797, 1798, 1799, 1800, 1801, 1802, 1803, 1804, 1805, 1806,
    1807, 1808, 1809, 1810, 1811, 1812, 1813, 1814, 1815, 1816, 1817, 1818, 1819, 1820, 1822, 1823, 1821, 1824, 1825,
    1826, 1827, 1828, 1829, 1830, 1831, 1832, 1833, 1834, 1835, 1836, 1837, 1838, 1839, 1840, 1841, 1842, 1843, 1844,
    1845, 1846, 1847, 1848, 1849, 1850, 1851, 1852, 1853, 1854, 1855, 1856, 1857, 1858, 1859, 1860, 1862, 1861, 1863,
    1864, 1865, 1866, 1867, 1868, 1869, 1870, 1871, 1872, 1873, 1874, 1875, 1876, 1877, 1878, 1879, 1880, 1881, 1882,
    1883, 1884, 1885, 1886, 1887, 1888, 1889, 1890, 1891, 1892, 1893, 1894, 1895, 1896, 1897, 1898, 1899, 1900, 1901,
    1902, 1903, 1904, 1905, 1906, 1907, 1908, 1909, 1910, 1911, 1912, 1913, 1914, 1915, 1916, 1917, 1918, 1919, 1920,
    1921, 1922, 1923, 1924, 1925, 1926, 1927, 1928, 1929, 1930, 1931, 1932, 1933, 1934, 1935, 1936, 1937, 1938, 1939,
    1940, 1941, 1942, 1943, 1944, 1945, 1946, 1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958,
    1959, 1960, 1961, 1962, 1963, 1964, 1965, 1966, 1967, 1968, 1969, 1970, 1971, 1972, 1973, 1974, 1975, 1976, 1977,
    1978, 1979, 1980, 1981, 1982, 1983, 1984, 1985, 1986, 1987, 1988, 1989, 1990, 1992, 1991, 1994, 1995, 1996, 1997,
    1993, 1998, 1999, 2000, 2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012, 2013, 2014, 2015,
    2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028, 2030, 2029, 2031, 2032, 2033, 2034,
    2035, 2036, 2037, 2038, 2039, 2040, 2041, 2042, 2043, 2044, 2045, 2046, 2047,
};

static const uint8_t korean_text[] =
    "가격가끔가난가능가득가르침가뭄가방가상가슴가운데가을가이드가입가장가정가족가죽각오각자간격"
    "간부간섭간장간접간판갈등갈비갈색갈증감각감기감소감수성감자감정갑자기강남강당강도"
    "강력히강변강북강사강수량강아지강원도강의강제강조같이개구리개나리개방개별개선개성개인"
    "객관적거실거액거울거짓거품걱정건강건물건설건조건축걸음검사검토게시판게임겨울견해결과"
    "결국결론결석결승결심결정결혼경계경고경기경력경복궁경비경상도경영경우경쟁경제경주"
    "경찰경치경향경험계곡계단계란계산계속계약계절계층계획고객고구려고궁고급고등학생고무신고민"
    "고양이고장고전고집고춧가루고통고향곡식골목골짜기골프공간공개공격공군공급공기공동공무원"
    "공부공사공식공업공연공원공장공짜공책공통공포공항공휴일과목과일과장과정과학관객관계"
    "관광관념관람관련관리관습관심관점관찰광경광고광장광주괴로움굉장히교과서교문교복교실"
    "교양교육교장교직교통교환교훈구경구름구멍구별구분구석구성구속구역구입구청구체적국가국기국내"
    "국립국물국민국수국어국왕국적국제국회군대군사군인궁극적권리권위권투귀국귀신규정규칙"
    "균형그날그냥그늘그러나그룹그릇그림그제서야그토록극복극히근거근교근래근로근무근본근원근육"
    "근처글씨글자금강산금고금년금메달금액금연금요일금지긍정적기간기관기념기능기독교기둥"
    "기록기름기법기본기분기쁨기숙사기술기억기업기온기운기원기적기준기침기혼기획긴급긴장길이"
    "김밥김치김포공항깍두기깜빡깨달음깨소금껍질꼭대기꽃잎나들이나란히나머지나물나침반나흘낙엽"
    "난방날개날씨날짜남녀남대문남매남산남자남편남학생낭비낱말내년내용내일냄비냄새냇물냉동"
    "냉면냉방냉장고넥타이넷째노동노란색노력노인녹음녹차녹화논리논문논쟁놀이농구농담농민"
    "농부농업농장농촌높이눈동자눈물눈썹뉴욕느낌늑대능동적능력다방다양성다음다이어트다행"
    "단계단골단독단맛단순단어단위단점단체단추단편단풍달걀달러달력달리닭고기담당담배담요"
    "담임답변답장당근당분간당연히당장대규모대낮대단히대답대도시대략대량대륙대문대부분대신대응"
    "대장대전대접대중대책대출대충대통령대학대한민국대합실대형덩어리데이트도대체도덕도둑도망도서관"
    "도심도움도입도자기도저히도전도중도착독감독립독서독일독창적동화책뒷모습뒷산딸아이마누라"
    "마늘마당마라톤마련마무리마사지마약마요네즈마을마음마이크마중마지막마찬가지마찰마흔막걸리막내막상"
    "만남만두만세만약만일만점만족만화많이말기말씀말투맘대로망원경매년매달매력매번매스컴"
    "매일매장맥주먹이먼저먼지멀리메일며느리며칠면담멸치명단명령명예명의명절명칭명함모금모니터"
    "모델모든모범모습모양모임모조리모집모퉁이목걸이목록목사목소리목숨목적목표몰래몸매몸무게"
    "몸살몸속몸짓몸통몹시무관심무궁화무더위무덤무릎무슨무엇무역무용무조건무지개무척문구문득"
    "문법문서문제문학문화물가물건물결물고기물론물리학물음물질물체미국미디어미사일미술미역"
    "미용실미움미인미팅미혼민간민족민주믿음밀가루밀리미터밑바닥바가지바구니바나나바늘바닥바닷가"
    "바람바이러스바탕박물관박사박수반대반드시반말반발반성반응반장반죽반지반찬받침발가락"
    "발걸음발견발달발레발목발바닥발생발음발자국발전발톱발표밤하늘밥그릇밥맛밥상밥솥"
    "방금방면방문방바닥방법방송방식방안방울방지방학방해방향배경배꼽배달배드민턴백두산"
    "백색백성백인백제백화점버릇버섯버튼번개번역번지번호벌금벌레벌써범위범인범죄법률법원"
    "법적법칙베이징벨트변경변동변명변신변호사변화별도별명별일병실병아리병원보관보너스"
    "보라색보람보름보상보안보자기보장보전보존보통보편적보험복도복사복숭아복습볶음본격적본래"
    "본부본사본성본인본질볼펜봉사봉지봉투부근부끄러움부담부동산부문부분부산부상부엌부인"
    "부작용부장부정부족부지런히부친부탁부품부회장북부북한분노분량분리분명분석분야분위기분필"
    "분홍색불고기불과불교불꽃불만불법불빛불안불이익불행브랜드비극비난비닐비둘기비디오비로소"
    "비만비명비밀비바람비빔밥비상비용비율비중비타민비판빌딩빗물빗방울빗줄기빛깔빨간색빨래"
    "빨리사건사계절사나이사냥사람사랑사립사모님사물사방사상사생활사설사슴사실사업사용사월사장사전"
    "사진사촌사춘기사탕사투리사흘산길산부인과산업산책살림살인살짝삼계탕삼국삼십삼월삼촌"
    "상관상금상대상류상반기상상상식상업상인상자상점상처상추상태상표상품상황새벽색깔"
    "색연필생각생명생물생방송생산생선생신생일생활서랍서른서명서민서비스서양서울서적서점"
    "서쪽서클석사석유선거선물선배선생선수선원선장선전선택선풍기설거지설날설렁탕설명설문"
    "설사설악산설치설탕섭씨성공성당성명성별성인성장성적성질성함세금세미나세상세월"
    "세종대왕세탁센터센티미터셋째소규모소극적소금소나기소년소득소망소문소설소속소아과소용소원소음"
    "소중히소지품소질소풍소형속담속도속옷손가락손길손녀손님손등손목손뼉손실손질손톱손해"
    "솔직히솜씨송아지송이송편쇠고기쇼핑수건수년수단수돗물수동적수면수명수박수상수석수술수시로"
    "수업수염수영수입수준수집수출수컷수필수학수험생수화기숙녀숙소숙제순간순서순수순식간순위"
    "숟가락술병술집숫자스님스물스스로스승스웨터스위치스케이트스튜디오스트레스스포츠슬쩍슬픔습관습기"
    "승객승리승부승용차승진시각시간시골시금치시나리오시댁시리즈시멘트시민시부모시선시설시스템"
    "시아버지시어머니시월시인시일시작시장시절시점시중시즌시집시청시합시험식구식기식당식량식료품"
    "식물식빵식사식생활식초식탁식품신고신규신념신문신발신비신사신세신용신제품신청신체"
    "신화실감실내실력실례실망실수실습실시실장실정실질적실천실체실컷실태실패실험실현"
    "심리심부름심사심장심정심판쌍둥이씨름씨앗아가씨아나운서아드님아들아쉬움아스팔트아시아아울러"
    "아저씨아줌마아직아침아파트아프리카아픔아홉아흔악기악몽악수안개안경안과안내안녕안동안방안부"
    "안주알루미늄알코올암시암컷압력앞날앞문애인애정액수앨범야간야단야옹약간약국약속약수"
    "약점약품약혼녀양념양력양말양배추양주양파어둠어려움어른어젯밤어쨌든어쩌다가어쩐지언니"
    "언덕언론언어얼굴얼른얼음얼핏엄마업무업종업체엉덩이엉망엉터리엊그제에너지에어컨엔진"
    "여건여고생여관여군여권여대생여덟여동생여든여론여름여섯여성여왕여인여전히여직원여학생여행"
    "역사역시역할연결연구연극연기연락연설연세연속연습연애연예인연인연장연주연출연필"
    "연합연휴열기열매열쇠열심히열정열차열흘염려엽서영국영남영상영양영역영웅영원히영하"
    "영향영혼영화옆구리옆방옆집예감예금예방예산예상예선예술예습예식장예약예전예절예정예컨대"
    "옛날오늘오락오랫동안오렌지오로지오른발오븐오십오염오월오전오직오징어오페라오피스텔오히려옥상"
    "옥수수온갖온라인온몸온종일온통올가을올림픽올해옷차림와이셔츠와인완성완전왕비왕자"
    "왜냐하면왠지외갓집외국외로움외삼촌외출외침외할머니왼발왼손왼쪽요금요일요즘요청용기용서"
    "용어우산우선우승우연히우정우체국우편운동운명운반운전운행울산울음움직임웃어른웃음"
    "워낙원고원래원서원숭이원인원장원피스월급월드컵월세월요일웨이터위반위법위성위원위험위협"
    "윗사람유난히유럽유명유물유산유적유치원유학유행유형육군육상육십육체은행음력음료음반"
    "음성음식음악음주의견의논의문의복의식의심의외로의욕의원의학이것이곳이념이놈이달이대로이동"
    "이렇게이력서이론적이름이민이발소이별이불이빨이상이성이슬이야기이용이웃이월이윽고이익이전이중"
    "이튿날이틀이혼인간인격인공인구인근인기인도인류인물인생인쇄인연인원인재인종인천인체"
    "인터넷인하인형일곱일기일단일대일등일반일본일부일상일생일손일요일일월일정일종"
    "일주일일찍일체일치일행일회용임금임무입대입력입맛입사입술입시입원입장입학자가용자격"
    "자극자동자랑자부심자식자신자연자원자율자전거자정자존심자판작가작년작성작업작용작은딸"
    "작품잔디잔뜩잔치잘못잠깐잠수함잠시잠옷잠자리잡지장관장군장기간장래장례장르장마장면"
    "장모장미장비장사장소장식장애인장인장점장차장학금재능재빨리재산재생재작년재정재채기재판"
    "재학재활용저것저고리저곳저녁저런저렇게저번저울저절로저축적극적당히적성적용적응전개전공"
    "전기전달전라도전망전문전반전부전세전시전용전자전쟁전주전철전체전통전혀전후절대절망"
    "절반절약절차점검점수점심점원점점점차접근접시접촉젓가락정거장정도정류장정리정말"
    "정면정문정반대정보정부정비정상정성정오정원정장정지정치정확히제공제과점제대로제목제발"
    "제법제삿날제안제일제작제주도제출제품제한조각조건조금조깅조명조미료조상조선조용히조절조정조직"
    "존댓말존재졸업졸음종교종로종류종소리종업원종종종합좌석죄인주관적주름주말주머니주먹주문"
    "주민주방주변주식주인주일주장주전자주택준비줄거리줄기줄무늬중간중계방송중국중년중단중독"
    "중반중부중세중소기업중순중앙중요중학교즉석즉시즐거움증가증거증권증상증세지각지갑지경"
    "지극히지금지급지능지름길지리산지방지붕지식지역지우개지원지적지점지진지출직선직업직원직장"
    "진급진동진로진료진리진짜진찰진출진통진행질문질병질서짐작집단집안집중짜증찌꺼기차남"
    "차라리차량차림차별차선차츰착각찬물찬성참가참기름참새참석참여참외참조찻잔창가창고창구"
    "창문창밖창작창조채널채점책가방책방책상책임챔피언처벌처음천국천둥천장천재천천히철도"
    "철저히철학첫날첫째청년청바지청소청춘체계체력체온체육체중체험초등학생초반초밥초상화초순"
    "초여름초원초저녁초점초청초콜릿촛불총각총리총장촬영최근최상최선최신최악최종추석추억추진"
    "추천추측축구축소축제축하출근출발출산출신출연출입출장출판충격충고충돌충분히충청도"
    "취업취직취향치약친구친척칠십칠월칠판침대침묵침실칫솔칭찬카메라카운터칼국수캐릭터캠퍼스"
    "캠페인커튼컨디션컬러컴퓨터코끼리코미디콘서트콜라콤플렉스콩나물쾌감쿠데타크림큰길큰딸큰소리"
    "큰아들큰어머니큰일큰절클래식클럽킬로타입타자기탁구탁자탄생태권도태양태풍택시탤런트터널"
    "터미널테니스테스트테이블텔레비전토론토마토토요일통계통과통로통신통역통일통장통제통증통합"
    "통화퇴근퇴원퇴직금튀김트럭특급특별특성특수특징특히튼튼히티셔츠파란색파일파출소판결판단"
    "판매판사팔십팔월팝송패션팩스팩시밀리팬티퍼센트페인트편견편의편지편히평가평균평생평소"
    "평양평일평화포스터포인트포장포함표면표정표준표현품목품질풍경풍속풍습프랑스프린터"
    "플라스틱피곤피망피아노필름필수필요필자필통핑계하느님하늘하드웨어하룻밤하반기하숙집하순하여튼"
    "하지만하천하품하필학과학교학급학기학년학력학번학부모학비학생학술학습학용품학원학위"
    "학자학점한계한글한꺼번에한낮한눈한동안한때한라산한마디한문한번한복한식한여름한쪽"
    "할머니할아버지할인함께함부로합격합리적항공항구항상항의해결해군해답해당해물해석해설"
    "해수욕장해안핵심핸드백햄버거햇볕햇살행동행복행사행운행위향기향상향수허락허용헬기현관"
    "현금현대현상현실현장현재현지혈액협력형부형사형수형식형제형태형편혜택호기심호남호랑이"
    "호박호텔호흡혹시홀로홈페이지홍보홍수홍차화면화분화살화요일화장화학확보확인확장확정환갑"
    "환경환영환율환자활기활동활발히활용활짝회견회관회복회색회원회장회전횟수횡단보도효율적"
    "후반후춧가루훈련훨씬휴식휴일흉내흐름흑백흑인흔적흔히흥미흥분희곡희망희생흰색힘껏"
    ;
static const uint16_t korean_offsets[2049] = {
    0, 15, 30, 45, 60, 75, 96, 111, 126, 141, 156, 177, 192, 210, 225, 240, 255, 270, 285, 300, 315, 333, 348, 366, 384,
    402, 420, 438, 453, 471, 489, 507, 522, 537, 561, 576, 594, 615, 633, 651, 666, 690, 708, 726, 741, 765, 786, 810,
    825, 840, 855, 870, 888, 906, 921, 936, 951, 966, 981, 1008, 1023, 1038, 1053, 1068, 1083, 1101, 1119, 1137, 1155,
    1170, 1188, 1206, 1221, 1236, 1257, 1272, 1287, 1302, 1317, 1335, 1353, 1371, 1389, 1407, 1425, 1443, 1458, 1473,
    1488, 1506, 1533, 1548, 1572, 1590, 1605, 1623, 1638, 1653, 1671, 1686, 1704, 1722, 1737, 1752, 1767, 1782, 1797,
    1812, 1827, 1842, 1857, 1872, 1890, 1905, 1920, 1953, 1974, 1989, 2010, 2025, 2040, 2055, 2082, 2097, 2112, 2130,
    2148, 2169, 2184, 2202, 2217, 2235, 2253, 2271, 2286, 2304, 2328, 2343, 2358, 2376, 2394, 2412, 2430, 2448, 2463,
    2481, 2499, 2514, 2532, 2556, 2571, 2586, 2601, 2616, 2631, 2649, 2664, 2682, 2700, 2718, 2736, 2751, 2769, 2787,
    2805, 2823, 2841, 2856, 2874, 2889, 2910, 2934, 2952, 2967, 2982, 2997, 3012, 3027, 3042, 3057, 3072, 3087, 3102,
    3117, 3132, 3147, 3162, 3177, 3192, 3207, 3222, 3237, 3252, 3267, 3288, 3303, 3318, 3333, 3351, 3369, 3387, 3402,
    3417, 3435, 3453, 3468, 3483, 3498, 3513, 3531, 3558, 3573, 3588, 3603, 3618, 3633, 3648, 3663, 3681, 3696, 3711,
    3726, 3744, 3759, 3774, 3789, 3813, 3834, 3852, 3867, 3882, 3897, 3912, 3927, 3942, 3960, 3978, 3996, 4011, 4026,
    4041, 4068, 4083, 4101, 4125, 4143, 4161, 4185, 4200, 4227, 4242, 4257, 4272, 4287, 4308, 4323, 4338, 4353, 4368,
    4383, 4398, 4413, 4434, 4449, 4464, 4479, 4494, 4509, 4524, 4539, 4554, 4569, 4584, 4599, 4617, 4635, 4650, 4668,
    4683, 4716, 4737, 4755, 4779, 4800, 4818, 4839, 4857, 4878, 4899, 4917, 4932, 4956, 4971, 4989, 5007, 5022, 5037,
    5052, 5067, 5091, 5106, 5124, 5139, 5157, 5184, 5199, 5217, 5232, 5247, 5262, 5277, 5292, 5310, 5328, 5346, 5364,
    5388, 5409, 5424, 5439, 5463, 5478, 5493, 5511, 5526, 5541, 5556, 5574, 5592, 5607, 5622, 5640, 5658, 5673, 5691,
    5709, 5727, 5742, 5766, 5784, 5802, 5817, 5832, 5847, 5874, 5892, 5907, 5931, 5946, 5970, 5985, 6000, 6018, 6036,
    6054, 6072, 6087, 6102, 6120, 6135, 6150, 6168, 6186, 6204, 6219, 6237, 6252, 6273, 6291, 6306, 6321, 6339, 6357,
    6375, 6393, 6420, 6444, 6462, 6480, 6495, 6516, 6531, 6549, 6564, 6579, 6594, 6609, 6630, 6645, 6660, 6675, 6690,
    6705, 6720, 6735, 6750, 6765, 6789, 6804, 6837, 6861, 6876, 6897, 6915, 6933, 6948, 6963, 6978, 6999, 7014, 7029,
    7044, 7062, 7080, 7095, 7110, 7125, 7143, 7161, 7176, 7194, 7221, 7245, 7269, 7287, 7308, 7326, 7341, 7356, 7377,
    7392, 7410, 7428, 7443, 7467, 7482, 7497, 7515, 7530, 7551, 7578, 7593, 7608, 7632, 7647, 7665, 7683, 7698, 7713,
    7731, 7749, 7767, 7785, 7800, 7815, 7830, 7848, 7863, 7884, 7911, 7926, 7941, 7956, 7971, 7992, 8007, 8022, 8037,
    8052, 8067, 8082, 8097, 8112, 8130, 8145, 8163, 8178, 8196, 8214, 8229, 8244, 8262, 8280, 8298, 8313, 8331, 8346,
    8361, 8376, 8391, 8406, 8421, 8439, 8454, 8475, 8499, 8517, 8532, 8553, 8571, 8589, 8604, 8619, 8634, 8655, 8673,
    8691, 8709, 8727, 8742, 8766, 8787, 8805, 8820, 8835, 8850, 8865, 8880, 8895, 8916, 8934, 8949, 8964, 8982, 9000,
    9015, 9030, 9048, 9063, 9078, 9096, 9114, 9135, 9153, 9177, 9195, 9213, 9228, 9243, 9261, 9282, 9297, 9312, 9336,
    9351, 9366, 9381, 9396, 9414, 9432, 9447, 9465, 9486, 9513, 9537, 9555, 9573, 9591, 9606, 9621, 9642, 9657, 9681,
    9696, 9723, 9738, 9753, 9768, 9789, 9807, 9825, 9843, 9861, 9879, 9897, 9912, 9930, 9948, 9972, 9999, 10017, 10035,
    10050, 10068, 10092, 10110, 10128, 10152, 10170, 10188, 10203, 10227, 10251, 10269, 10287, 10305, 10323, 10341,
    10359, 10383, 10401, 10419, 10437, 10455, 10473, 10488, 10506, 10521, 10539, 10554, 10569, 10584, 10614, 10638,
    10656, 10674, 10692, 10707, 10731, 10746, 10761, 10776, 10791, 10809, 10824, 10839, 10857, 10872, 10887, 10902,
    10920, 10935, 10953, 10971, 10989, 11007, 11028, 11043, 11061, 11079, 11097, 11115, 11136, 11151, 11166, 11184,
    11202, 11220, 11241, 11259, 11274, 11292, 11313, 11328, 11343, 11358, 11373, 11391, 11406, 11421, 11436, 11451,
    11475, 11490, 11505, 11520, 11544, 11562, 11580, 11607, 11622, 11637, 11652, 11670, 11688, 11706, 11724, 11739,
    11754, 11769, 11784, 11811, 11826, 11850, 11865, 11880, 11895, 11910, 11925, 11940, 11964, 11979, 11994, 12009,
    12036, 12051, 12066, 12081, 12102, 12117, 12135, 12150, 12168, 12183, 12201, 12219, 12234, 12255, 12273, 12300,
    12321, 12336, 12351, 12369, 12387, 12405, 12423, 12441, 12465, 12483, 12504, 12519, 12534, 12549, 12570, 12588,
    12606, 12621, 12636, 12651, 12672, 12696, 12711, 12726, 12741, 12756, 12777, 12792, 12810, 12828, 12855, 12879,
    12897, 12924, 12939, 12954, 12969, 12990, 13008, 13023, 13038, 13053, 13068, 13089, 13104, 13119, 13134, 13158,
    13173, 13188, 13203, 13218, 13233, 13248, 13263, 13278, 13293, 13308, 13329, 13344, 13362, 13377, 13395, 13425,
    13443, 13461, 13479, 13497, 13515, 13539, 13557, 13575, 13593, 13611, 13629, 13647, 13662, 13677, 13701, 13719,
    13737, 13755, 13773, 13788, 13806, 13821, 13836, 13851, 13866, 13884, 13902, 13917, 13935, 13962, 13980, 13998,
    14016, 14043, 14061, 14079, 14097, 14115, 14133, 14148, 14163, 14178, 14193, 14211, 14226, 14241, 14256, 14271,
    14286, 14301, 14316, 14331, 14346, 14364, 14379, 14397, 14412, 14430, 14448, 14466, 14484, 14508, 14529, 14547,
    14574, 14592, 14610, 14625, 14652, 14667, 14685, 14700, 14718, 14736, 14754, 14772, 14790, 14808, 14826, 14844,
    14862, 14877, 14895, 14910, 14925, 14955, 14970, 14985, 15012, 15027, 15045, 15069, 15084, 15102, 15117, 15132,
    15147, 15162, 15177, 15192, 15210, 15225, 15240, 15255, 15276, 15297, 15312, 15327, 15342, 15360, 15375, 15393,
    15417, 15435, 15450, 15468, 15486, 15504, 15522, 15540, 15558, 15576, 15591, 15615, 15630, 15651, 15666, 15684,
    15702, 15717, 15732, 15747, 15762, 15786, 15810, 15825, 15840, 15855, 15870, 15885, 15900, 15918, 15933, 15948,
    15963, 15978, 15993, 16008, 16023, 16038, 16053, 16068, 16092, 16110, 16125, 16140, 16155, 16173, 16188, 16203,
    16230, 16245, 16269, 16287, 16305, 16320, 16335, 16350, 16368, 16383, 16401, 16419, 16443, 16467, 16491, 16509,
    16527, 16545, 16563, 16578, 16596, 16611, 16626, 16650, 16668, 16683, 16698, 16713, 16734, 16758, 16773, 16791,
    16812, 16827, 16845, 16860, 16875, 16896, 16920, 16944, 16959, 16974, 16989, 17004, 17019, 17034, 17049, 17064,
    17079, 17094, 17109, 17124, 17139, 17154, 17169, 17187, 17205, 17229, 17247, 17265, 17280, 17307, 17322, 17340,
    17358, 17373, 17388, 17406, 17424, 17442, 17457, 17472, 17487, 17505, 17529, 17547, 17562, 17577, 17595, 17610,
    17628, 17643, 17661, 17676, 17694, 17709, 17727, 17745, 17772, 17790, 17805, 17823, 17838, 17853, 17871, 17889,
    17904, 17928, 17943, 17961, 17979, 17997, 18021, 18036, 18051, 18069, 18096, 18117, 18132, 18153, 18180, 18198,
    18219, 18237, 18258, 18273, 18288, 18306, 18330, 18345, 18360, 18375, 18390, 18408, 18423, 18438, 18456, 18471,
    18486, 18504, 18522, 18540, 18555, 18570, 18600, 18624, 18639, 18657, 18675, 18693, 18711, 18726, 18741, 18756,
    18774, 18789, 18804, 18819, 18837, 18855, 18873, 18888, 18906, 18924, 18948, 18966, 18984, 19002, 19023, 19038,
    19053, 19068, 19089, 19104, 19128, 19152, 19176, 19197, 19212, 19230, 19248, 19263, 19281, 19299, 19317, 19335,
    19350, 19365, 19383, 19398, 19422, 19440, 19461, 19482, 19500, 19521, 19539, 19554, 19575, 19590, 19605, 19620,
    19641, 19656, 19680, 19695, 19710, 19725, 19740, 19755, 19770, 19785, 19806, 19830, 19854, 19869, 19884, 19899,
    19917, 19935, 19950, 19968, 19983, 20001, 20019, 20034, 20052, 20070, 20085, 20109, 20127, 20145, 20160, 20178,
    20196, 20214, 20229, 20244, 20259, 20274, 20298, 20316, 20331, 20349, 20364, 20379, 20397, 20415, 20433, 20451,
    20469, 20487, 20511, 20526, 20544, 20562, 20577, 20598, 20616, 20634, 20649, 20664, 20679, 20694, 20709, 20724,
    20739, 20754, 20778, 20793, 20808, 20823, 20838, 20859, 20877, 20892, 20907, 20940, 20961, 20979, 21003, 21018,
    21033, 21048, 21063, 21078, 21093, 21114, 21132, 21159, 21177, 21195, 21216, 21234, 21258, 21276, 21303, 21321,
    21345, 21372, 21387, 21411, 21435, 21450, 21468, 21486, 21501, 21516, 21543, 21558, 21582, 21597, 21618, 21642,
    21657, 21672, 21699, 21717, 21735, 21753, 21768, 21783, 21798, 21813, 21828, 21843, 21858, 21873, 21888, 21903,
    21924, 21939, 21960, 21975, 21993, 22011, 22029, 22047, 22065, 22083, 22101, 22128, 22152, 22170, 22185, 22200,
    22215, 22230, 22254, 22272, 22290, 22311, 22329, 22353, 22368, 22392, 22410, 22425, 22440, 22455, 22470, 22485,
    22500, 22524, 22545, 22560, 22575, 22590, 22605, 22620, 22641, 22656, 22671, 22686, 22704, 22722, 22740, 22755,
    22773, 22791, 22806, 22824, 22842, 22860, 22878, 22893, 22908, 22923, 22938, 22953, 22968, 22983, 23001, 23016,
    23031, 23046, 23061, 23076, 23091, 23106, 23121, 23139, 23154, 23175, 23196, 23220, 23235, 23250, 23271, 23286,
    23301, 23316, 23331, 23346, 23361, 23379, 23394, 23409, 23424, 23445, 23460, 23475, 23490, 23514, 23529, 23544,
    23562, 23580, 23598, 23613, 23631, 23646, 23661, 23676, 23694, 23712, 23727, 23745, 23763, 23778, 23796, 23814,
    23829, 23853, 23868, 23886, 23904, 23919, 23937, 23952, 23970, 23988, 24006, 24021, 24039, 24057, 24075, 24099,
    24117, 24135, 24153, 24177, 24195, 24210, 24225, 24243, 24267, 24285, 24300, 24315, 24333, 24351, 24366, 24384,
    24399, 24417, 24435, 24453, 24474, 24489, 24504, 24519, 24534, 24555, 24570, 24585, 24600, 24615, 24630, 24651,
    24666, 24690, 24705, 24720, 24738, 24756, 24774, 24792, 24819, 24837, 24852, 24870, 24885, 24903, 24921, 24945,
    24960, 24978, 24999, 25014, 25032, 25050, 25074, 25089, 25104, 25119, 25134, 25152, 25167, 25182, 25197, 25212,
    25227, 25245, 25269, 25287, 25305, 25320, 25347, 25362, 25383, 25398, 25413, 25437, 25452, 25470, 25485, 25500,
    25524, 25539, 25557, 25572, 25587, 25602, 25623, 25638, 25653, 25674, 25689, 25707, 25731, 25749, 25767, 25785,
    25800, 25818, 25833, 25851, 25872, 25890, 25908, 25926, 25941, 25956, 25971, 25989, 26004, 26022, 26037, 26055,
    26070, 26088, 26103, 26118, 26133, 26151, 26169, 26187, 26202, 26220, 26235, 26253, 26271, 26289, 26304, 26322,
    26337, 26355, 26379, 26403, 26418, 26442, 26457, 26475, 26493, 26511, 26535, 26550, 26565, 26580, 26598, 26616,
    26631, 26649, 26667, 26682, 26697, 26721, 26736, 26757, 26775, 26790, 26805, 26820, 26844, 26859, 26874, 26889,
    26907, 26922, 26937, 26952, 26967, 26982, 26997, 27012, 27027, 27045, 27060, 27075, 27096, 27111, 27126, 27141,
    27168, 27183, 27201, 27219, 27234, 27249, 27264, 27285, 27312, 27330, 27348, 27363, 27378, 27402, 27417, 27432,
    27450, 27465, 27480, 27495, 27510, 27525, 27540, 27555, 27570, 27585, 27606, 27621, 27636, 27657, 27672, 27693,
    27711, 27744, 27762, 27780, 27798, 27816, 27834, 27849, 27864, 27894, 27912, 27930, 27945, 27969, 27987, 28002,
    28026, 28041, 28056, 28074, 28092, 28107, 28122, 28137, 28152, 28173, 28188, 28203, 28218, 28242, 28263, 28278,
    28293, 28308, 28323, 28341, 28356, 28371, 28386, 28401, 28416, 28434, 28452, 28470, 28488, 28506, 28524, 28539,
    28554, 28569, 28584, 28602, 28620, 28638, 28656, 28674, 28692, 28707, 28725, 28743, 28761, 28779, 28794, 28812,
    28827, 28845, 28860, 28875, 28890, 28905, 28920, 28938, 28956, 28974, 28989, 29013, 29028, 29046, 29061, 29076,
    29091, 29109, 29124, 29139, 29154, 29172, 29190, 29208, 29223, 29238, 29253, 29277, 29295, 29313, 29331, 29355,
    29370, 29385, 29403, 29421, 29439, 29454, 29478, 29493, 29514, 29532, 29550, 29565, 29583, 29604, 29619, 29637,
    29649, 29664, 29679, 29694, 29709, 29724, 29757, 29772, 29787, 29808, 29823, 29844, 29859, 29880, 29895, 29910,
    29934, 29952, 29970, 29985, 30003, 30021, 30036, 30051, 30066, 30081, 30096, 30111, 30126, 30141, 30156, 30171,
    30186, 30201, 30216, 30231, 30246, 30264, 30282, 30300, 30318, 30336, 30354, 30372, 30390, 30408, 30423, 30441,
    30465, 30489, 30504, 30519, 30534, 30549, 30564, 30582, 30600, 30618, 30636, 30651, 30669, 30687, 30705, 30723,
    30741, 30762, 30786, 30807, 30828, 30852, 30867, 30891, 30906, 30927, 30945, 30963, 30984, 30999, 31032, 31056,
    31071, 31089, 31104, 31122, 31140, 31161, 31185, 31212, 31230, 31248, 31272, 31290, 31305, 31320, 31338, 31353,
    31368, 31386, 31407, 31422, 31437, 31452, 31476, 31491, 31512, 31530, 31548, 31569, 31599, 31614, 31632, 31653,
    31668, 31683, 31698, 31716, 31734, 31752, 31770, 31785, 31803, 31821, 31836, 31851, 31866, 31890, 31905, 31920,
    31938, 31956, 31974, 31989, 32007, 32022, 32046, 32064, 32088, 32103, 32124, 32142, 32160, 32175, 32190, 32208,
    32226, 32244, 32259, 32274, 32304, 32319, 32340, 32361, 32379, 32394, 32409, 32424, 32439, 32457, 32475, 32490,
    32508, 32526, 32541, 32559, 32580, 32595, 32610, 32625, 32640, 32655, 32670, 32688, 32706, 32724, 32742, 32760,
    32781, 32802, 32832, 32847, 32862, 32880, 32898, 32913, 32928, 32943, 32961, 32976, 32997, 33012, 33036, 33060,
    33081, 33105, 33120, 33141, 33162, 33177, 33192, 33207, 33222, 33237, 33255, 33270, 33288, 33306, 33324, 33345,
    33360, 33378, 33396, 33414, 33441, 33459, 33474, 33489, 33507, 33522, 33540, 33570, 33588, 33606, 33633, 33648,
    33672, 33693, 33711, 33729, 33747, 33765, 33789, 33807, 33828, 33855, 33873, 33888, 33909, 33927, 33951, 33969,
    33984, 34002, 34017, 34032, 34047, 34062, 34077, 34092, 34107, 34122, 34152, 34167, 34185, 34209, 34230, 34248,
    34266, 34284, 34302, 34317, 34335, 34350, 34365, 34383, 34398, 34413, 34428, 34443, 34461, 34479, 34494, 34512,
    34530, 34548, 34563, 34578, 34596, 34614, 34629, 34644, 34659, 34677, 34692, 34707, 34725, 34740, 34761, 34776,
    34797, 34812, 34827, 34842, 34857, 34872, 34899, 34914, 34929, 34944, 34959, 34974, 34989, 35010, 35025, 35040,
    35055, 35073, 35091, 35109, 35127, 35145, 35163, 35181, 35196, 35211, 35229, 35253, 35271, 35289, 35304, 35319,
    35334, 35349, 35364, 35379, 35394, 35409, 35439, 35463, 35478, 35505, 35523, 35541, 35556, 35571, 35586, 35601,
    35619, 35637, 35655, 35670, 35685, 35703, 35718, 35733, 35748, 35766, 35784,
};
static const uint16_t korean_sorted[2048] = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
    31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59,
    60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88,
    89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113,
    114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 135, 136,
    137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159,
    160, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182,
    183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196, 197, 198, 199, 200, 201, 202, 203, 204, 205,
    206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 217, 218, 219, 220, 221, 222, 223, 224, 225, 226, 227, 228,
    229, 230, 231, 232, 233, 234, 235, 236, 237, 238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249, 250, 251,
    252, 253, 254, 255, 256, 257, 258, 259, 260, 261, 262, 263, 264, 265, 266, 267, 268, 269, 270, 271, 272, 273, 274,
    275, 276, 277, 278, 279, 280, 281, 282, 283, 284, 285, 286, 287, 288, 289, 290, 291, 292, 293, 294, 295, 296, 297,
    298, 299, 300, 301, 302, 303, 304, 305, 306, 307, 308, 309, 310, 311, 312, 313, 314, 315, 316, 317, 318, 319, 320,
    321, 322, 323, 324, 325, 326, 327, 328, 329, 330, 331, 332, 333, 334, 335, 336, 337, 338, 339, 340, 341, 342, 343,
    344, 345, 346, 347, 348, 349, 350, 351, 352, 353, 354, 355, 356, 357, 358, 359, 360, 361, 362, 363, 364, 365, 366,
    367, 368, 369, 370, 371, 372, 373, 374, 375, 376, 377, 378, 379, 380, 381, 382, 383, 384, 385, 386, 387, 388, 389,
    390, 391, 392, 393, 394, 395, 396, 397, 398, 399, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412,
    413, 414, 415, 416, 417, 418, 419, 420, 421, 422, 423, 424, 425, 426, 427, 428, 429, 430, 431, 432, 433, 434, 435,
    436, 437, 438, 439, 440, 441, 442, 443, 444, 445, 446, 447, 448, 449, 450, 451, 452, 453, 454, 455, 456, 457, 458,
    459, 460, 461, 462, 463, 464, 465, 466, 467, 468, 469, 470, 471, 472, 473, 474, 475, 476, 477, 478, 479, 480, 481,
    482, 483, 484, 485, 486, 487, 488, 489, 490, 491, 492, 493, 494, 495, 496, 497, 498, 499, 500, 501, 502, 503, 504,
    505, 506, 507, 508, 509, 510, 511, 512, 513, 514, 515, 516, 517, 518, 519, 520, 521, 522, 523, 524, 525, 526, 527,
    528, 529, 530, 531, 532, 533, 534, 535, 536, 537, 538, 539, 540, 541, 542, 543, 544, 545, 546, 547, 548, 549, 550,
    551, 552, 553, 554, 555, 556, 557, 558, 559, 560, 561, 562, 563, 564, 565, 566, 567, 568, 569, 570, 571, 572, 573,
    574, 575, 576, 577, 578, 579, 580, 581, 582, 583, 584, 585, 586, 587, 588, 589, 590, 591, 592, 593, 594, 595, 596,
    597, 598, 599, 600, 601, 602, 603, 604, 605, 606, 607, 608, 609, 610, 611, 612, 613, 614, 615, 616, 617, 618, 619,
    620, 621, 622, 623, 624, 625, 626, 627, 628, 629, 630, 631, 632, 633, 634, 635, 636, 637, 638, 639, 640, 641, 642,
    643, 644, 645, 646, 647, 648, 649, 650, 651, 652, 653, 654, 655, 656, 657, 658, 659, 660, 661, 662, 663, 664, 665,
    666, 667, 668, 669, 670, 671, 672, 673, 674, 675, 676, 677, 678, 679, 680, 681, 682, 683, 684, 685, 686, 687, 688,
    689, 690, 691, 692, 693, 694, 695, 696, 697, 698, 699, 700, 701, 702, 703, 704, 705, 706, 707, 708, 709, 710, 711,
    712, 713, 714, 715, 716, 717, 718, 719, 720, 721, 722, 723, 724, 725, 726, 727, 728, 729, 730, 731, 732, 733, 734,
    735, 736, 737, 738, 739, 740, 741, 742, 743, 744, 745, 746, 747, 748, 749, 750, 751, 752, 753, 754, 755, 756, 757,
    758, 759, 760, 761, 762, 763, 764, 765, 766, 767, 768, 769, 770, 771, 772, 773, 774, 775, 776, 777, 778, 779, 780,
    781, 782, 783, 784, 785, 786, 787, 788, 789, 790, 791, 792, 793, 794, 795, 796, 797, 798, 799, 800, 801, 802, 803,
    804, 805, 806, 807, 808, 809, 810, 811, 812, 813, 814, 815, 816, 817, 818, 819, 820, 821, 822, 823, 824, 825, 826,
    827, 828, 829, 830, 831, 832, 833, 834, 835, 836, 837, 838, 839, 840, 841, 842, 843, 844, 845, 846, 847, 848, 849,
    850, 851, 852, 853, 854, 855, 856, 857, 858, 859, 860, 861, 862, 863, 864, 865, 866, 867, 868, 869, 870, 871, 872,
    873, 874, 875, 876, 877, 878, 879, 880, 881, 882, 883, 884, 885, 886, 887, 888, 889, 890, 891, 892, 893, 894, 895,
    896, 897, 898, 899, 900, 901, 902, 903, 904, 905, 906, 907, 908, 909, 910, 911, 912, 913, 914, 915, 916, 917, 918,
    919, 920, 921, 922, 923, 924, 925, 926, 927, 928, 929, 930, 931, 932, 933, 934, 935, 936, 937, 938, 939, 940, 941,
    942, 943, 944, 945, 946, 947, 948, 949, 950, 951, 952, 953, 954, 955, 956, 957, 958, 959, 960, 961, 962, 963, 964,
    965, 966, 967, 968, 969, 970, 971, 972, 973, 974, 975, 976, 977, 978, 979, 980, 981, 982, 983, 984, 985, 986, 987,
    988, 989, 990, 991, 992, 993, 994, 995, 996, 997, 998, 999, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008,
    1009, 1010, 1011, 1012, 1013, 1014, 1015, 1016, 1017, 1018, 1019, 1020, 1021, 1022, 1023, 1024, 1025, 1026, 1027,
    1028, 1029, 1030, 1031, 1032, 1033, 1034, 1035, 1036, 1037, 1038, 1039, 1040, 1041, 1042, 1043, 1044, 1045, 1046,
    1047, 1048, 1049, 1050, 1051, 1052, 1053, 1054, 1055, 1056, 1057, 1058, 1059, 1060, 1061, 1062, 1063, 1064, 1065,
    1066, 1067, 1068, 1069, 1070, 1071, 1072, 1073, 1074, 1075, 1076, 1077, 1078, 1079, 1080, 1081, 1082, 1083, 1084,
    1085, 1086, 1087, 1088, 1089, 1090, 1091, 1092, 1093, 1094, 1095, 1096, 1097, 1098, 1099, 1100, 1101, 1102, 1103,
    1104, 1105, 1106, 1107, 1108, 1109, 1110, 1111, 1112, 1113, 1114, 1115, 1116, 1117, 1118, 1119, 1120, 1121, 1122,
    1123, 1124, 1125, 1126, 1127, 1128, 1129, 1130, 1131, 1132, 1133, 1134, 1135, 1136, 1137, 1138, 1139, 1140, 1141,
    1142, 1143, 1144, 1145, 1146, 1147, 1148, 1149, 1150, 1151, 1152, 1153, 1154, 1155, 1156, 1157, 1158, 1159, 1160,
    1161, 1162, 1163, 1164, 1165, 1166, 1167, 1168, 1169, 1170, 1171, 1172, 1173, 1174, 1175, 1176, 1177, 1178, 1179,
    1180, 1181, 1182, 1183, 1184, 1185, 1186, 1187, 1188, 1189, 1190, 1191, 1192, 1193, 1194, 1195, 1196, 1197, 1198,
    1199, 1200, 1201, 1202, 1203, 1204, 1205, 1206, 1207, 1208, 1209, 1210, 1211, 1212, 1213, 1214, 1215, 1216, 1217,
    1218, 1219, 1220, 1221, 1222, 1223, 1224, 1225, 1226, 1227, 1228, 1229, 1230, 1231, 1232, 1233, 1234, 1235, 1236,
    1237, 1238, 1239, 1240, 1241, 1242, 1243, 1244, 1245, 1246, 1247, 1248, 1249, 1250, 1251, 1252, 1253, 1254, 1255,
    1256, 1257, 1258, 1259, 1260, 1261, 1262, 1263, 1264, 1265, 1266, 1267, 1268, 1269, 1270, 1271, 1272, 1273, 1274,
    1275, 1276, 1277, 1278, 1279, 1280, 1281, 1282, 1283, 1284, 1285, 1286, 1287, 1288, 1289, 1290, 1291, 1292, 1293,
    1294, 1295, 1296, 1297, 1298, 1299, 1300, 1301, 1302, 1303, 1304, 1305, 1306, 1307, 1308, 1309, 1310, 1311, 1312,
    1313, 1314, 1315, 1316, 1317, 1318, 1319, 1320, 1321, 1322, 1323, 1324, 1325, 1326, 1327, 1328, 1329, 1330, 1331,
    1332, 1333, 1334, 1335, 1336, 1337, 1338, 1339, 1340, 1341, 1342, 1343, 1344, 1345, 1346, 1347, 1348, 1349, 1350,
    1351, 1352, 1353, 1354, 1355, 1356, 1357, 1358, 1359, 1360, 1361, 1362, 1363, 1364, 1365, 1366, 1367, 1368, 1369,
    1370, 1371, 1372, 1373, 1374, 1375, 1376, 1377, 1378, 1379, 1380, 1381, 1382, 1383, 1384, 1385, 1386, 1387, 1388,
    1389, 1390, 1391, 1392, 1393, 1394, 1395, 1396, 1397, 1398, 1399, 1400, 1401, 1402, 1403, 1404, 1405, 1406, 1407,
    1408, 1409, 1410, 1411, 1412, 1413, 1414, 1415, 1416, 1417, 1418, 1419, 1420, 1421, 1422, 1423, 1424, 1425, 1426,
    1427, 1428, 1429, 1430, 1431, 1432, 1433, 1434, 1435, 1436, 1437, 1438, 1439, 1440, 1441, 1442, 1443, 1444, 1445,
    1446, 1447, 1448, 1449, 1450, 1451, 1452, 1453, 1454, 1455, 1456, 1457, 1458, 1459, 1460, 1461, 1462, 1463, 1464,
    1465, 1466, 1467, 1468, 1469, 1470, 1471, 1472, 1473, 1474, 1475, 1476, 1477, 1478, 1479, 1480, 1481, 1482, 1483,
    1484, 1485, 1486, 1487, 1488, 1489, 1490, 1491, 1492, 1493, 1494, 1495, 1496, 1497, 1498, 1499, 1500, 1501, 1502,
    1503, 1504, 1505, 1506, 1507, 1508, 1509, 1510, 1511, 1512, 1513, 1514, 1515, 1516, 1517, 1518, 1519, 1520, 1521,
    1522, 1523, 1524, 1525, 1526, 1527, 1528, 1529, 1530, 1531, 1532, 1533, 1534, 1535, 1536, 1537, 1538, 1539, 1540,
    1541, 1542, 1543, 1544, 1545, 1546, 1547, 1548, 1549, 1550, 1551, 1552, 1553, 1554, 1555, 1556, 1557, 1558, 1559,
    1560, 1561, 1562, 1563, 1564, 1565, 1566, 1567, 1568, 1569, 1570, 1571, 1572, 1573, 1574, 1575, 1576, 1577, 1578,
    1579, 1580, 1581, 1582, 1583, 1584, 1585, 1586, 1587, 1588, 1589, 1590, 1591, 1592, 1593, 1594, 1595, 1596, 1597,
    1598, 1599, 1600, 1601, 1602, 1603, 1604, 1605, 1606, 1607, 1608, 1609, 1610, 1611, 1612, 1613, 1614, 1615, 1616,
    1617, 1618, 1619, 1620, 1621, 1622, 1623, 1624, 1625, 1626, 1627, 1628, 1629, 1630, 1631, 1632, 1633, 1634, 1635,
    1636, 1637, 1638, 1639, 1640, 1641, 1642, 1643, 1644, 1645, 1646, 1647, 1648, 1649, 1650, 1651, 1652, 1653, 1654,
    1655, 1656, 1657, 1658, 1659, 1660, 1661, 1662, 1663, 1664, 1665, 1666, 1667, 1668, 1669, 1670, 1671, 1672, 1673,
    1674, 1675, 1676, 1677, 1678, 1679, 1680, 1681, 1682, 1683, 1684, 1685, 1686, 1687, 1688, 1689, 1690, 1691, 1692,
    1693, 1694, 1695, 1696, 1697, 1698, 1699, 1700, 1701, 1702, 1703, 1704, 1705, 1706, 1707, 1708, 1709, 1710, 1711,
    1712, 1713, 1714, 1715, 1716, 1717, 1718, 1719, 1720, 1721, 1722, 1723, 1724, 1725, 1726, 1727, 1728, 1729, 1730,
    1731, 1732, 1733, 1734, 1735, 1736, 1737, 1738, 1739, 1740, 1741, 1742, 1743, 1744, 1745, 1746, 1747, 1748, 1749,
    1750, 1751, 1752, 1753, 1754, 1755, 1756, 1757, 1758, 1759, 1760, 1761, 1762, 1763, 1764, 1765, 1766, 1767, 1768,
    1769, 1770, 1771, 1772, 1773, 1774, 1775, 1776, 1777, 1778, 1779, 1780, 1781, 1782, 1783, 1784, 1785, 1786, 1787,
    1788, 1789, 1790, 1791, 1792, 1793, 1794, 1795, 1796, 1797, 1798, 1799, 1800, 1801, 1802, 1803, 1804, 1805, 1806,
    1807, 1808, 1809, 1810, 1811, 1812, 1813, 1814, 1815, 1816, 1817, 1818, 1819, 1820, 1821, 1822, 1823, 1824, 1825,
    1826, 1827, 1828, 1829, 1830, 1831, 1832, 1833, 1834, 1835, 1836, 1837, 1838, 1839, 1840, 1841, 1842, 1843, 1844,
    1845, 1846, 1847, 1848, 1849, 1850, 1851, 1852, 1853, 1854, 1855, 1856, 1857, 1858, 1859, 1860, 1861, 1862, 1863,
    1864, 1865, 1866, 1867, 1868, 1869, 1870, 1871, 1872, 1873, 1874, 1875, 1876, 1877, 1878, 1879, 1880, 1881, 1882,
    1883, 1884, 1885, 1886, 1887, 1888, 1889, 1890, 1891, 1892, 1893, 1894, 1895, 1896, 1897, 1898, 1899, 1900, 1901,
    1902, 1903, 1904, 1905, 1906, 1907, 1908, 1909, 1910, 1911, 1912, 1913, 1914, 1915, 1916, 1917, 1918, 1919, 1920,
    1921, 1922, 1923, 1924, 1925, 1926, 1927, 1928, 1929, 1930, 1931, 1932, 1933, 1934, 1935, 1936, 1937, 1938, 1939,
    1940, 1941, 1942, 1943, 1944, 1945, 1946, 1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958,
    1959, 1960, 1961, 1962, 1963, 1964, 1965, 1966, 1967, 1968, 1969, 1970, 1971, 1972, 1973, 1974, 1975, 1976, 1977,
    1978, 1979, 1980, 1981, 1982, 1983, 1984, 1985, 1986, 1987, 1988, 1989, 1990, 1991, 1992, 1993, 1994, 1995, 1996,
    1997, 1998, 1999, 2000, 2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012, 2013, 2014, 2015,
    2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034,
    2035, 2036, 2037, 2038, 2039, 2040, 2041, 2042, 2043, 2044, 2045, 2046, 2047,
};

static const uint8_t spanish_text[] =
    "ábacoabdomenabejaabiertoabogadoabonoabortoabrazoabrirabueloabusoacabaracademiaaccesoacciónaceiteacelgaacento"
    "aceptarácidoaclararacnéacogeracosoactivoactoactrizactuaracudiracuerdoacusaradictoadmitiradoptaradornoaduana"
    "adultoaéreoafectaraficiónafinarafirmarágilagitaragoníaagostoagotaragregaragrioaguaagudoáguilaagujaahogo"
    "ahorroaireaislarajedrezajenoajustealacránalambrealarmaalbaálbumalcaldealdeaalegrealejaralertaaletaalfileralga"
    "algodónaliadoalientoalivioalmaalmejaalmíbaraltaraltezaaltivoaltoalturaalumnoalzaramableamanteamapolaamargo"
    "amasarámbarámbitoamenoamigoamistadamoramparoamplioanchoancianoanclaandarandénanemiaánguloanilloánimoanís"
    "anotarantenaantiguoantojoanualanularanuncioañadirañejoañoapagaraparatoapetitoapioaplicarapodoaporteapoyo"
    "aprenderaprobarapuestaapuroaradoarañaararárbitroárbolarbustoarchivoarcoarderardillaarduoáreaáridoaries"
    "armoníaarnésaromaarpaarpónarregloarrozarrugaarteartistaasaasadoasaltoascensoaseguraraseoasesorasientoasilo"
    "asistirasnoasombroásperoastillaastroastutoasumirasuntoatajoataqueataratentoateoáticoatletaátomoatraeratroz"
    "atúnaudazaudioaugeaulaaumentoausenteautoravalavanceavaroaveavellanaavenaavestruzaviónavisoayerayudaayuno"
    "azafránazarazoteazúcarazufreazulbabababorbachebahíabailebajarbalanzabalcónbaldebambúbancobandabañobarba"
    "barcobarnizbarrobásculabastónbasurabatallabateríabatirbatutabaúlbazarbebébebidabellobesarbesobestiabichobien"
    "bingoblancobloqueblusaboabobinabobobocabocinabodabodegaboinabolabolerobolsabombabondadbonitobonobonsáiborde"
    "borrarbosquebotebotínbóvedabozalbravobrazobrechabrevebrillobrincobrisabrocabromabroncebrotebrujabruscobruto"
    "buceobuclebuenobueybufandabufónbúhobuitrebultoburbujaburlaburrobuscarbutacabuzóncaballocabezacabinacabracacao"
    "cadávercadenacaercafécaídacaimáncajacajóncalcalamarcalciocaldocalidadcallecalmacalorcalvocamacambiocamello"
    "caminocampocáncercandilcanelacangurocanicacantocañacañóncaobacaoscapazcapitáncapotecaptarcapuchacaracarbón"
    "cárcelcaretacargacariñocarnecarpetacarrocartacasacascocaserocaspacastorcatorcecatrecaudalcausacazocebollaceder"
    "cedroceldacélebrecelosocélulacementocenizacentrocercacerdocerezacerocerrarcertezacéspedcetrochacalchaleco"
    "champúchanclachapacharlachicochistechivochoquechozachuletachuparciclónciegocielocienciertocifracigarrocimacinco"
    "cinecintacipréscircociruelacisnecitaciudadclamorclanclaroclaseclaveclienteclimaclínicacobrecoccióncochino"
    "cocinacococódigocodocofrecogercohetecojíncojocolacolchacolegiocolgarcolinacollarcolmocolumnacombatecomercomida"
    "cómodocompracondeconejocongaconocerconsejocontarcopacopiacorazóncorbatacorchocordóncoronacorrercosercosmos"
    "costacráneocrátercrearcrecercreídocremacríacrimencriptacrisiscromocrónicacroquetacrudocruzcuadrocuartocuatro"
    "cubocubrircucharacuellocuentocuerdacuestacuevacuidarculebraculpacultocumbrecumplircunacunetacuotacupóncúpula"
    "curarcuriosocursocurvacutisdamadanzadardardodátildeberdébildécadadecirdedodefensadefinirdejardelfíndelgado"
    "delitodemoradensodentaldeportederechoderrotadesayunodeseodesfiledesnudodestinodesvíodetalledetenerdeudadía"
    "diablodiademadiamantedianadiariodibujodictardientedietadiezdifícildignodilemadiluirdinerodirectodirigirdisco"
    "diseñodisfrazdivadivinodobledocedolordomingodondonardoradodormirdorsodosdosisdragóndrogaduchadudaduelodueño"
    "dulcedúoduquedurardurezaduroébanoebrioecharecoecuadoredadediciónedificioeditoreducarefectoeficazejeejemplo"
    "elefanteelegirelementoelevarelipseéliteelixirelogioeludirembudoemitiremociónempateempeñoempleoempresaenano"
    "encargoenchufeencíaenemigoeneroenfadoenfermoengañoenigmaenlaceenormeenredoensayoenseñarenteroentrarenvase"
    "envíoépocaequipoerizoescalaescenaescolarescribirescudoesenciaesferaesfuerzoespadaespejoespíaesposaespumaesquí"
    "estaresteestiloestufaetapaeternoéticaetniaevadirevaluareventoevitarexactoexamenexcesoexcusaexentoexigirexilio"
    "existiréxitoexpertoexplicarexponerextremofábricafábulafachadafácilfactorfaenafajafaldafallofalsofaltarfama"
    "familiafamosofaraónfarmaciafarolfarsafasefatigafaunafavorfaxfebrerofechafelizfeoferiaferozfértilfervorfestín"
    "fiablefianzafiarfibraficciónfichafideofiebrefielfierafiestafigurafijarfijofilafiletefilialfiltrofinfincafingir"
    "finitofirmaflacoflautaflechaflorflotafluirflujoflúorfobiafocafogatafogónfoliofolletofondoformaforrofortuna"
    "forzarfosafotofracasofrágilfranjafrasefraudefreírfrenofresafríofritofrutafuegofuentefuerzafugafumarfunción"
    "fundafurgónfuriafusilfútbolfuturogacelagafasgaitagajogalagaleríagallogambaganarganchogangagansogarajegarza"
    "gasolinagastargatogavilángemelogemirgengénerogeniogentegeraniogerentegermengestogigantegimnasiogirargiroglaciar"
    "globogloriagolgolfogolosogolpegomagordogorilagorragotagoteogozargradagráficogranograsagratisgravegrietagrillo"
    "gripegrisgritogrosorgrúagruesogrumogrupoguanteguapoguardiaguerraguíaguiñoguionguisoguitarragusanogustarhaber"
    "hábilhablarhacerhachahadahallarhamacaharinahazhazañahebillahebrahechoheladoheliohembraherirhermanohéroehervir"
    "hielohierrohígadohigienehijohimnohistoriahocicohogarhoguerahojahombrehongohonorhonrahorahormigahornohostilhoyo"
    "huecohuelgahuertahuesohuevohuidahuirhumanohúmedohumildehumohundirhuracánhurtoiconoidealidiomaídoloiglesiaiglú"
    "igualilegalilusiónimagenimánimitarimparimperioimponerimpulsoincapazíndiceinerteinfielinformeingenioinicio"
    "inmensoinmuneinnatoinsectoinstanteinterésíntimointuirinútilinviernoirairisironíaislaislotejabalíjabónjamón"
    "jarabejardínjarrajaulajazmínjefejeringajinetejornadajorobajovenjoyajuergajuevesjuezjugadorjugojuguetejuicio"
    "juncojunglajuniojuntarjúpiterjurarjustojuveniljuzgarkilokoalalabiolaciolacraladoladrónlagartolágrimalaguna"
    "laicolamerláminalámparalanalanchalangostalanzalápizlargolarvalástimalatalátexlatirlaurellavarlazoleal"
    "lecciónlechelectorleerlegiónlegumbrelejanolengualentoleñaleónleopardolesiónletalletraleveleyendalibertad"
    "librolicorlíderlidiarlienzoligaligerolimalímitelimónlimpiolincelindolínealingotelinolinternalíquidolisolista"
    "literalitiolitrollagallamallantollavellegarllenarllevarllorarlloverlluvialobolociónlocolocuralógicalogrolombriz"
    "lomolonjaloteluchalucirlugarlujolunaluneslupalustrolutoluzmacetamachomaderamadremaduromaestromafiamagiamagomaíz"
    "maldadmaletamallamalomamámambomamutmancomandomanejarmangamaniquímanjarmanomansomantamañanamapamáquinamarmarco"
    "mareamarfilmargenmaridomármolmarrónmartesmarzomasamáscaramasivomatarmateriamatizmatrizmáximomayormazorcamecha"
    "medallamediomédulamejillamejormelenamelónmemoriamenormensajementemenúmercadomerengueméritomesmesónmetameter"
    "métodometromezclamiedomielmiembromigamilmilagromilitarmillónmimominamineromínimominutomiopemirarmisamiseria"
    "misilmismomitadmitomochilamociónmodamodelomohomojarmoldemolermolinomomentomomiamonarcamonedamonjamontomoño"
    "moradamordermorenomorirmorromorsamortalmoscamostrarmotivomovermóvilmozomuchomudarmueblemuelamuertemuestramugre"
    "mujermulamuletamultamundomuñecamuralmuromúsculomuseomusgomúsicamuslonácarnaciónnadarnaipenaranjanariznarrar"
    "nasalnatalnativonaturalnáuseanavalnavenavidadnecionéctarnegarnegocionegroneónnervionetoneutronevarneveranicho"
    "nidonieblanietoniñezniñonítidonivelnoblezanochenóminanorianormanortenotanoticianovatonovelanovionubenuca"
    "núcleonudillonudonueranuevenueznulonúmeronutriaoasisobesoobispoobjetoobraobreroobservarobtenerobvioocaocaso"
    "océanoochentaochoocioocreoctavooctubreocultoocuparocurrirodiarodioodiseaoesteofensaofertaoficioofrecerogrooído"
    "oírojoolaoleadaolfatoolivoollaolmoolorolvidoombligoondaonzaopacoopciónóperaopinaroponeroptarópticaopuesto"
    "oraciónoradororalórbitaorcaordenorejaórganoorgíaorgulloorienteorigenorillaoroorquestaorugaosadíaoscuroosezno"
    "osoostraotoñootroovejaóvuloóxidooxígenooyenteozonopactopadrepaellapáginapagopaíspájaropalabrapalcopaleta"
    "pálidopalmapalomapalparpanpanalpánicopanterapañuelopapápapelpapillapaquetepararparcelaparedparirparopárpado"
    "parquepárrafopartepasarpaseopasiónpasopastapatapatiopatriapausapautapavopayasopeatónpecadopecerapechopedal"
    "pedirpegarpeinepelarpeldañopeleapeligropellejopelopelucapenapensarpeñónpeónpeorpepinopequeñoperaperchaperder"
    "perezaperfilpericoperlapermisoperropersonapesapescapésimopestañapétalopetróleopezpezuñapicarpichónpiepiedra"
    "piernapiezapijamapilarpilotopimientapinopintorpinzapiñapiojopipapiratapisarpiscinapisopistapitónpizcaplacaplan"
    "plataplayaplazapleitoplenoplomoplumapluralpobrepocopoderpodiopoemapoesíapoetapolenpolicíapollopolvopomadapomelo"
    "pomopompaponerporciónportalposadaposeerposiblepostepotenciapotropozopradoprecozpreguntapremioprensapresoprevio"
    "primopríncipeprisiónprivarproaprobarprocesoproductoproezaprofesorprogramaprolepromesaprontopropiopróximoprueba"
    "públicopucheropudorpueblopuertapuestopulgapulirpulmónpulpopulsopumapuntopuñalpuñopupapupilapuréquedarqueja"
    "quemarquererquesoquietoquímicaquincequitarrábanorabiaraboraciónradicalraízramaramparanchorangorapazrápido"
    "raptorasgorasparatorayorazarazónreacciónrealidadrebañoreboterecaerrecetarechazorecogerrecreorectorecursored"
    "redondoreducirreflejoreformarefránrefugioregaloregirreglaregresorehénreinoreírrejarelatorelevorelieverelleno"
    "relojremarremedioremorencorrendirrentarepartorepetirreposoreptilresrescateresinarespetorestoresumenretiroretorno"
    "retratoreunirrevésrevistareyrezarricoriegoriendariesgorifarígidorigorrincónriñónríoriquezarisaritmoritorizo"
    "roblerocerociarrodarrodeorodillaroerrojizorojoromeroromperronroncorondaroparoperorosaroscarostrorotarrubírubor"
    "rudoruedarugirruidoruinaruletarulorumborumorrupturarutarutinasábadosabersabiosablesacarsagazsagradosalasaldo"
    "salerosalirsalmónsalónsalsasaltosaludsalvarsambasanciónsandíasanearsangresanidadsanosantosaposaquesardina"
    "sarténsastresatánsaunasaxofónsecciónsecosecretosectasedseguirseisselloselvasemanasemillasendasensorseñal"
    "señorsepararsepiasequíaserseriesermónservirsesentasesiónsetasetentaseverosexosextosidrasiestasietesiglosigno"
    "sílabasilbarsilenciosillasímbolosimiosirenasistemasitiosituarsobresociosodiosolsolapasoldadosoledadsólido"
    "soltarsoluciónsombrasondeosonidosonorosonrisasopasoplarsoportesordosorpresasorteososténsótanosuavesubirsuceso"
    "sudorsuegrasuelosueñosuertesufrirsujetosultánsumarsuperarsuplirsuponersupremosursurcosureñosurgirsustosutil"
    "tabacotabiquetablatabútacotactotajotalartalcotalentotallatalóntamañotambortangotanquetapatapetetapiatapón"
    "taquillatardetareatarifatarjetatarottarrotartatatuajetaurotazatazónteatrotechoteclatécnicatejadotejertejidotela"
    "teléfonotematemortemplotenaztendertenertenistensoteoríaterapiatercotérminoternuraterrortesistesorotestigo"
    "teteratextoteztibiotiburóntiempotiendatierratiesotigretijeratildetimbretímidotimotintatíotípicotipotiratirón"
    "titántíteretítulotizatoallatobillotocartocinotodotogatoldotomartonotontotopartopetoquetóraxtorerotormenta"
    "torneotorotorpedotorretorsotortugatostoscotosertóxicotrabajotractortraertráficotragotrajetramotrancetratotrauma"
    "trazartréboltreguatreintatrentrepartrestributrigotripatristetriunfotrofeotrompatroncotropatrotetrozotrucotrueno"
    "trufatuberíatubotuertotumbatumortúneltúnicaturbinaturismoturnotutorubicarúlceraumbralunidaduniruniversouno"
    "untaruñaurbanourbeurgenteurnausarusuarioútilutopíauvavacavacíovacunavagarvagovainavajillavaleválidovalle"
    "valorválvulavampirovaravariarvarónvasovecinovectorvehículoveintevejezvelavelerovelozvenavencervendaveneno"
    "vengarvenirventavenusververanoverboverdeveredaverjaversovertervíaviajevibrarviciovíctimavidavídeovidrioviejo"
    "viernesvigorvilvillavinagrevinoviñedoviolínviralvirgovirtudvisorvísperavistavitaminaviudovivazviverovivirvivo"
    "volcánvolumenvolvervorazvotarvotovozvuelovulgaryaceryateyeguayemayernoyesoyodoyogayogurzafirozanjazapatozarza"
    "zonazorrozumozurdo"
    ;
static const uint16_t spanish_offsets[2049] = {
    0, 7, 14, 19, 26, 33, 38, 44, 50, 55, 61, 66, 72, 80, 86, 94, 100, 106, 112, 119, 126, 133, 139, 145, 150, 156, 160,
    166, 172, 178, 185, 191, 197, 204, 211, 217, 223, 229, 236, 243, 252, 258, 265, 271, 277, 285, 291, 297, 304, 309,
    313, 318, 326, 331, 336, 342, 346, 352, 359, 364, 370, 379, 386, 392, 396, 403, 410, 415, 421, 427, 433, 438, 445,
    449, 458, 464, 471, 477, 481, 487, 496, 501, 507, 513, 517, 523, 529, 534, 540, 546, 553, 559, 565, 572, 580, 585,
    590, 597, 601, 607, 613, 618, 625, 630, 635, 642, 648, 656, 662, 669, 675, 681, 687, 694, 700, 705, 711, 718, 726,
    733, 738, 744, 751, 758, 762, 769, 774, 780, 785, 793, 800, 807, 812, 817, 824, 828, 837, 844, 851, 858, 862, 867,
    874, 879, 885, 892, 897, 906, 913, 918, 922, 929, 936, 941, 947, 951, 958, 961, 966, 972, 979, 987, 991, 997, 1004,
    1009, 1016, 1020, 1027, 1035, 1042, 1047, 1053, 1059, 1065, 1070, 1076, 1080, 1086, 1090, 1097, 1103, 1110, 1116,
    1121, 1127, 1132, 1137, 1141, 1145, 1152, 1159, 1164, 1168, 1174, 1179, 1182, 1190, 1195, 1203, 1210, 1215, 1219,
    1224, 1229, 1238, 1242, 1247, 1255, 1261, 1265, 1269, 1274, 1279, 1286, 1291, 1296, 1303, 1311, 1316, 1323, 1328,
    1333, 1339, 1344, 1349, 1355, 1360, 1369, 1377, 1383, 1390, 1399, 1404, 1410, 1416, 1421, 1427, 1433, 1438, 1443,
    1447, 1453, 1458, 1462, 1467, 1473, 1479, 1484, 1487, 1493, 1497, 1501, 1507, 1511, 1517, 1522, 1526, 1532, 1537,
    1542, 1548, 1554, 1558, 1566, 1571, 1577, 1583, 1587, 1594, 1602, 1607, 1612, 1617, 1623, 1628, 1634, 1640, 1645,
    1650, 1655, 1661, 1666, 1671, 1677, 1682, 1687, 1692, 1697, 1701, 1708, 1715, 1721, 1727, 1732, 1739, 1744, 1749,
    1755, 1761, 1768, 1775, 1781, 1787, 1792, 1797, 1806, 1812, 1816, 1822, 1829, 1837, 1841, 1848, 1851, 1858, 1864,
    1869, 1876, 1881, 1886, 1891, 1896, 1900, 1906, 1913, 1919, 1924, 1932, 1938, 1944, 1951, 1957, 1962, 1968, 1977,
    1982, 1986, 1991, 2000, 2006, 2012, 2019, 2023, 2031, 2039, 2045, 2050, 2058, 2063, 2070, 2075, 2080, 2084, 2089,
    2095, 2100, 2106, 2113, 2118, 2124, 2129, 2133, 2140, 2145, 2150, 2155, 2164, 2170, 2178, 2185, 2191, 2197, 2202,
    2207, 2213, 2217, 2223, 2230, 2238, 2243, 2249, 2256, 2264, 2271, 2276, 2282, 2287, 2293, 2298, 2304, 2309, 2316,
    2322, 2330, 2335, 2340, 2344, 2350, 2355, 2362, 2366, 2371, 2375, 2380, 2388, 2393, 2400, 2405, 2409, 2415, 2421,
    2425, 2430, 2435, 2440, 2447, 2452, 2461, 2466, 2475, 2482, 2488, 2492, 2500, 2504, 2509, 2514, 2520, 2527, 2531,
    2535, 2541, 2548, 2554, 2560, 2566, 2571, 2578, 2585, 2590, 2596, 2604, 2610, 2615, 2621, 2626, 2633, 2640, 2646,
    2650, 2655, 2664, 2671, 2677, 2685, 2691, 2697, 2702, 2708, 2713, 2721, 2729, 2734, 2740, 2748, 2753, 2759, 2765,
    2771, 2777, 2782, 2791, 2799, 2804, 2808, 2814, 2820, 2826, 2830, 2836, 2843, 2849, 2855, 2861, 2867, 2872, 2878,
    2885, 2890, 2895, 2901, 2908, 2912, 2918, 2923, 2930, 2938, 2943, 2950, 2955, 2960, 2965, 2969, 2974, 2977, 2982,
    2989, 2994, 3001, 3009, 3014, 3018, 3025, 3032, 3037, 3045, 3052, 3058, 3064, 3069, 3075, 3082, 3089, 3096, 3104,
    3109, 3116, 3123, 3130, 3138, 3145, 3152, 3157, 3162, 3168, 3175, 3183, 3188, 3194, 3200, 3206, 3212, 3217, 3221,
    3230, 3235, 3241, 3247, 3253, 3260, 3267, 3272, 3280, 3287, 3291, 3297, 3302, 3306, 3311, 3318, 3321, 3326, 3332,
    3338, 3343, 3346, 3351, 3359, 3364, 3369, 3373, 3378, 3385, 3390, 3395, 3400, 3405, 3411, 3415, 3422, 3427, 3432,
    3435, 3442, 3446, 3455, 3463, 3469, 3475, 3481, 3487, 3490, 3497, 3505, 3511, 3519, 3525, 3531, 3538, 3544, 3550,
    3556, 3562, 3568, 3577, 3583, 3591, 3597, 3604, 3609, 3616, 3623, 3630, 3637, 3642, 3648, 3655, 3663, 3669, 3675,
    3681, 3687, 3693, 3702, 3708, 3714, 3720, 3727, 3734, 3740, 3745, 3751, 3757, 3764, 3772, 3778, 3785, 3791, 3799,
    3805, 3811, 3818, 3824, 3830, 3837, 3842, 3846, 3852, 3858, 3863, 3869, 3876, 3881, 3887, 3894, 3900, 3906, 3912,
    3918, 3924, 3930, 3936, 3942, 3948, 3955, 3962, 3969, 3977, 3984, 3991, 4000, 4008, 4015, 4022, 4028, 4033, 4037,
    4042, 4047, 4052, 4058, 4062, 4069, 4075, 4083, 4091, 4096, 4101, 4105, 4111, 4116, 4121, 4124, 4131, 4136, 4141,
    4144, 4149, 4154, 4162, 4168, 4176, 4182, 4188, 4192, 4197, 4206, 4211, 4216, 4222, 4226, 4231, 4237, 4243, 4248,
    4252, 4256, 4262, 4268, 4274, 4277, 4282, 4288, 4294, 4299, 4304, 4310, 4316, 4320, 4325, 4330, 4335, 4342, 4347,
    4351, 4357, 4364, 4369, 4376, 4381, 4386, 4391, 4398, 4404, 4408, 4412, 4419, 4427, 4433, 4438, 4444, 4451, 4456,
    4461, 4467, 4472, 4477, 4482, 4488, 4494, 4498, 4503, 4512, 4517, 4525, 4530, 4535, 4543, 4549, 4555, 4560, 4565,
    4569, 4573, 4582, 4587, 4592, 4597, 4603, 4608, 4613, 4619, 4624, 4632, 4638, 4642, 4651, 4657, 4662, 4665, 4673,
    4678, 4683, 4690, 4697, 4703, 4708, 4715, 4723, 4728, 4732, 4739, 4744, 4750, 4753, 4758, 4764, 4769, 4773, 4778,
    4784, 4789, 4793, 4798, 4803, 4808, 4817, 4822, 4827, 4833, 4838, 4844, 4850, 4855, 4859, 4864, 4870, 4876, 4882,
    4887, 4892, 4898, 4903, 4910, 4916, 4922, 4929, 4934, 4939, 4947, 4953, 4959, 4964, 4971, 4977, 4982, 4987, 4991,
    4997, 5003, 5009, 5012, 5020, 5027, 5032, 5037, 5043, 5048, 5054, 5059, 5066, 5073, 5079, 5084, 5090, 5098, 5105,
    5109, 5114, 5122, 5128, 5133, 5140, 5144, 5150, 5155, 5160, 5165, 5169, 5176, 5181, 5187, 5191, 5196, 5202, 5208,
    5213, 5218, 5223, 5227, 5233, 5241, 5248, 5252, 5258, 5267, 5272, 5277, 5282, 5288, 5295, 5302, 5308, 5313, 5319,
    5328, 5334, 5340, 5346, 5351, 5358, 5365, 5372, 5379, 5387, 5393, 5399, 5406, 5413, 5419, 5426, 5432, 5438, 5445,
    5453, 5462, 5470, 5476, 5484, 5492, 5495, 5499, 5507, 5511, 5517, 5525, 5532, 5539, 5545, 5553, 5558, 5563, 5571,
    5575, 5582, 5588, 5595, 5601, 5606, 5610, 5616, 5622, 5626, 5633, 5637, 5644, 5650, 5655, 5661, 5666, 5672, 5681,
    5686, 5691, 5698, 5704, 5708, 5713, 5718, 5723, 5728, 5732, 5740, 5747, 5756, 5762, 5767, 5772, 5780, 5789, 5793,
    5799, 5807, 5812, 5819, 5824, 5829, 5838, 5842, 5849, 5854, 5860, 5865, 5869, 5873, 5882, 5887, 5893, 5897, 5905,
    5913, 5919, 5925, 5930, 5936, 5942, 5950, 5958, 5963, 5968, 5972, 5979, 5987, 5992, 5997, 6004, 6010, 6016, 6020,
    6026, 6030, 6038, 6045, 6051, 6056, 6061, 6068, 6075, 6079, 6087, 6096, 6100, 6105, 6111, 6116, 6121, 6126, 6131,
    6137, 6142, 6148, 6154, 6160, 6166, 6172, 6178, 6182, 6190, 6194, 6200, 6208, 6213, 6220, 6224, 6229, 6233, 6238,
    6243, 6248, 6252, 6256, 6261, 6265, 6271, 6275, 6278, 6284, 6289, 6295, 6300, 6306, 6313, 6318, 6323, 6327, 6333,
    6339, 6345, 6350, 6354, 6360, 6365, 6370, 6375, 6380, 6387, 6392, 6401, 6407, 6411, 6416, 6421, 6429, 6433, 6442,
    6445, 6450, 6455, 6461, 6467, 6473, 6481, 6489, 6495, 6500, 6504, 6513, 6519, 6524, 6531, 6536, 6542, 6550, 6555,
    6562, 6567, 6574, 6579, 6587, 6594, 6599, 6605, 6612, 6619, 6624, 6631, 6636, 6642, 6649, 6657, 6665, 6668, 6675,
    6679, 6684, 6692, 6697, 6703, 6708, 6712, 6719, 6723, 6726, 6733, 6740, 6748, 6752, 6756, 6762, 6770, 6776, 6781,
    6786, 6790, 6797, 6802, 6807, 6812, 6816, 6823, 6831, 6835, 6841, 6845, 6850, 6855, 6860, 6866, 6873, 6878, 6885,
    6891, 6896, 6901, 6907, 6913, 6919, 6925, 6930, 6935, 6940, 6946, 6951, 6958, 6964, 6969, 6976, 6980, 6985, 6990,
    6996, 7001, 7007, 7014, 7019, 7024, 7028, 7034, 7039, 7044, 7052, 7057, 7061, 7070, 7075, 7080, 7088, 7093, 7100,
    7108, 7113, 7118, 7125, 7130, 7136, 7141, 7146, 7152, 7159, 7167, 7172, 7176, 7183, 7188, 7196, 7201, 7208, 7213,
    7219, 7225, 7229, 7235, 7240, 7246, 7251, 7255, 7261, 7266, 7273, 7279, 7287, 7292, 7299, 7304, 7312, 7317, 7322,
    7327, 7331, 7338, 7344, 7350, 7355, 7359, 7363, 7371, 7378, 7382, 7387, 7392, 7396, 7400, 7408, 7414, 7419, 7424,
    7430, 7436, 7440, 7446, 7454, 7461, 7466, 7469, 7474, 7482, 7489, 7493, 7497, 7501, 7507, 7514, 7520, 7526, 7533,
    7538, 7542, 7548, 7553, 7559, 7565, 7571, 7578, 7582, 7588, 7593, 7596, 7599, 7605, 7611, 7616, 7620, 7624, 7628,
    7634, 7641, 7645, 7649, 7654, 7662, 7669, 7675, 7681, 7686, 7694, 7701, 7710, 7716, 7720, 7728, 7732, 7737, 7742,
    7750, 7757, 7764, 7771, 7777, 7783, 7786, 7794, 7799, 7807, 7813, 7819, 7822, 7827, 7834, 7838, 7843, 7850, 7857,
    7866, 7872, 7877, 7882, 7887, 7893, 7901, 7905, 7911, 7919, 7926, 7931, 7937, 7945, 7950, 7956, 7962, 7965, 7970,
    7978, 7985, 7994, 8000, 8005, 8012, 8019, 8024, 8031, 8036, 8041, 8045, 8054, 8060, 8069, 8074, 8079, 8084, 8092,
    8096, 8101, 8105, 8110, 8116, 8121, 8126, 8130, 8136, 8144, 8150, 8156, 8161, 8166, 8171, 8176, 8181, 8186, 8195,
    8200, 8207, 8214, 8218, 8224, 8228, 8234, 8243, 8249, 8253, 8259, 8268, 8272, 8278, 8284, 8290, 8296, 8302, 8307,
    8314, 8319, 8326, 8330, 8335, 8343, 8352, 8360, 8370, 8373, 8381, 8386, 8394, 8397, 8403, 8409, 8414, 8420, 8425,
    8431, 8439, 8443, 8449, 8454, 8460, 8465, 8469, 8475, 8480, 8487, 8491, 8496, 8503, 8508, 8513, 8517, 8522, 8527,
    8532, 8538, 8543, 8548, 8553, 8559, 8564, 8568, 8573, 8578, 8583, 8591, 8596, 8601, 8610, 8615, 8620, 8626, 8632,
    8636, 8641, 8646, 8655, 8661, 8667, 8673, 8680, 8685, 8693, 8698, 8702, 8707, 8713, 8721, 8727, 8733, 8738, 8744,
    8749, 8759, 8768, 8774, 8778, 8784, 8791, 8799, 8805, 8813, 8821, 8826, 8833, 8839, 8845, 8854, 8860, 8869, 8876,
    8881, 8887, 8893, 8899, 8904, 8909, 8917, 8922, 8927, 8931, 8936, 8943, 8949, 8953, 8959, 8965, 8971, 8976, 8982,
    8988, 8993, 8999, 9008, 9014, 9020, 9028, 9033, 9037, 9045, 9052, 9058, 9062, 9067, 9073, 9078, 9083, 9091, 9096,
    9101, 9106, 9110, 9114, 9118, 9125, 9135, 9143, 9151, 9157, 9163, 9169, 9176, 9183, 9189, 9194, 9201, 9204, 9211,
    9218, 9225, 9232, 9240, 9247, 9253, 9258, 9263, 9270, 9277, 9282, 9288, 9292, 9298, 9304, 9311, 9318, 9323, 9328,
    9335, 9339, 9345, 9351, 9356, 9363, 9370, 9376, 9382, 9385, 9392, 9398, 9405, 9410, 9417, 9423, 9430, 9437, 9443,
    9450, 9457, 9460, 9465, 9469, 9474, 9480, 9486, 9490, 9498, 9503, 9511, 9520, 9525, 9532, 9536, 9541, 9545, 9549,
    9554, 9558, 9564, 9569, 9574, 9581, 9585, 9591, 9595, 9601, 9607, 9610, 9615, 9620, 9624, 9630, 9634, 9639, 9645,
    9650, 9656, 9661, 9665, 9670, 9675, 9680, 9685, 9691, 9695, 9700, 9705, 9712, 9716, 9722, 9730, 9735, 9740, 9745,
    9750, 9755, 9762, 9766, 9771, 9777, 9782, 9790, 9797, 9802, 9807, 9812, 9818, 9823, 9832, 9840, 9846, 9852, 9859,
    9863, 9868, 9872, 9877, 9884, 9892, 9898, 9905, 9910, 9919, 9928, 9932, 9939, 9944, 9947, 9953, 9957, 9962, 9967,
    9973, 9980, 9985, 9991, 9998, 10005, 10012, 10017, 10025, 10028, 10033, 10041, 10047, 10054, 10062, 10066, 10073,
    10079, 10083, 10088, 10093, 10099, 10104, 10109, 10114, 10122, 10128, 10136, 10141, 10150, 10155, 10161, 10168,
    10173, 10179, 10184, 10189, 10194, 10197, 10203, 10210, 10217, 10225, 10231, 10241, 10247, 10253, 10259, 10265,
    10272, 10276, 10282, 10289, 10294, 10302, 10308, 10316, 10324, 10329, 10334, 10340, 10345, 10351, 10356, 10363,
    10369, 10375, 10381, 10389, 10394, 10401, 10407, 10414, 10421, 10424, 10429, 10437, 10443, 10448, 10453, 10459,
    10466, 10471, 10477, 10481, 10486, 10490, 10495, 10500, 10507, 10512, 10519, 10527, 10533, 10538, 10544, 10548,
    10554, 10559, 10566, 10574, 10579, 10584, 10590, 10597, 10602, 10607, 10612, 10619, 10624, 10628, 10635, 10641,
    10646, 10651, 10660, 10666, 10671, 10677, 10681, 10691, 10695, 10700, 10706, 10711, 10717, 10722, 10727, 10732,
    10740, 10747, 10752, 10761, 10768, 10774, 10779, 10785, 10792, 10798, 10803, 10806, 10811, 10820, 10826, 10832,
    10838, 10843, 10848, 10854, 10859, 10865, 10873, 10877, 10882, 10887, 10895, 10899, 10903, 10910, 10917, 10925,
    10933, 10937, 10943, 10950, 10955, 10961, 10965, 10969, 10974, 10979, 10983, 10988, 10993, 10997, 11002, 11009,
    11015, 11023, 11029, 11033, 11040, 11045, 11050, 11057, 11060, 11065, 11070, 11078, 11085, 11092, 11097, 11106,
    11111, 11116, 11121, 11127, 11132, 11138, 11144, 11152, 11158, 11165, 11169, 11175, 11179, 11184, 11189, 11194,
    11200, 11207, 11213, 11219, 11225, 11230, 11235, 11240, 11245, 11251, 11256, 11265, 11269, 11275, 11280, 11285,
    11292, 11300, 11307, 11314, 11319, 11324, 11330, 11338, 11344, 11350, 11354, 11362, 11365, 11370, 11375, 11381,
    11385, 11392, 11396, 11400, 11407, 11413, 11421, 11424, 11428, 11435, 11441, 11446, 11450, 11455, 11462, 11466,
    11474, 11479, 11484, 11493, 11500, 11504, 11510, 11517, 11521, 11527, 11533, 11543, 11549, 11554, 11558, 11564,
    11569, 11573, 11579, 11584, 11590, 11596, 11601, 11606, 11611, 11614, 11620, 11625, 11630, 11636, 11641, 11646,
    11652, 11657, 11662, 11668, 11673, 11682, 11686, 11693, 11699, 11704, 11711, 11716, 11719, 11724, 11731, 11735,
    11743, 11751, 11756, 11761, 11767, 11772, 11781, 11786, 11794, 11799, 11804, 11810, 11815, 11819, 11827, 11834,
    11840, 11845, 11850, 11854, 11857, 11862, 11868, 11873, 11877, 11882, 11886, 11891, 11895, 11899, 11903, 11908,
    11914, 11919, 11925, 11930, 11934, 11939, 11943, 11948,
};
static const uint16_t spanish_sorted[2048] = {
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32,
    33, 34, 35, 36, 37, 38, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49, 50, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
    65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 94, 95,
    96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 107, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 121,
    122, 123, 124, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 137, 138, 139, 140, 141, 142, 145, 146, 147, 148,
    149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167, 169, 170, 171, 172,
    173, 174, 175, 176, 177, 178, 180, 182, 183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196, 197,
    198, 199, 200, 201, 202, 203, 204, 205, 206, 208, 209, 207, 0, 19, 42, 51, 64, 92, 93, 106, 108, 135, 136, 143, 144,
    168, 179, 181, 210, 211, 212, 213, 214, 215, 216, 217, 218, 219, 220, 221, 222, 223, 224, 225, 226, 228, 229, 230,
    231, 232, 233, 234, 235, 227, 236, 237, 238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249, 250, 251, 252,
    253, 254, 255, 256, 257, 258, 259, 260, 261, 262, 263, 264, 265, 266, 267, 268, 270, 269, 271, 272, 273, 274, 275,
    276, 277, 278, 279, 280, 281, 282, 283, 284, 285, 286, 287, 288, 289, 290, 292, 293, 294, 295, 296, 297, 298, 299,
    291, 300, 301, 302, 303, 304, 305, 306, 307, 308, 310, 309, 311, 312, 313, 314, 315, 316, 317, 318, 319, 320, 321,
    322, 323, 324, 325, 326, 328, 329, 330, 331, 332, 333, 334, 335, 336, 337, 338, 339, 340, 341, 342, 343, 345, 346,
    347, 348, 349, 350, 351, 352, 353, 354, 355, 356, 357, 358, 359, 360, 361, 327, 344, 362, 363, 364, 365, 367, 369,
    370, 371, 372, 373, 374, 375, 376, 377, 379, 366, 368, 378, 380, 381, 382, 383, 384, 385, 386, 387, 388, 389, 390,
    391, 392, 393, 394, 395, 396, 397, 398, 399, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413,
    414, 415, 416, 417, 418, 419, 420, 421, 422, 424, 425, 426, 427, 428, 429, 430, 431, 432, 433, 434, 435, 436, 437,
    438, 439, 440, 442, 443, 444, 445, 446, 447, 448, 449, 450, 451, 452, 453, 454, 455, 456, 457, 458, 459, 423, 441,
    460, 461, 462, 463, 464, 465, 467, 468, 469, 466, 470, 472, 471, 473, 474, 475, 476, 477, 478, 479, 480, 481, 482,
    483, 484, 485, 486, 487, 488, 489, 490, 491, 492, 493, 494, 495, 497, 498, 499, 500, 501, 496, 502, 503, 504, 505,
    506, 507, 510, 511, 512, 513, 514, 515, 516, 517, 518, 519, 520, 521, 522, 523, 524, 525, 526, 527, 528, 529, 530,
    531, 532, 508, 509, 534, 535, 536, 537, 538, 539, 540, 541, 542, 543, 544, 545, 546, 547, 548, 549, 550, 551, 552,
    553, 554, 555, 533, 556, 557, 558, 559, 560, 561, 562, 563, 564, 565, 566, 567, 568, 569, 570, 571, 572, 573, 575,
    576, 577, 578, 574, 580, 581, 582, 583, 584, 585, 586, 587, 588, 589, 590, 591, 592, 593, 594, 595, 596, 597, 599,
    600, 601, 602, 603, 604, 605, 606, 607, 608, 609, 610, 611, 612, 613, 614, 615, 616, 617, 618, 619, 620, 621, 622,
    623, 624, 625, 626, 627, 629, 630, 631, 632, 633, 634, 635, 636, 637, 638, 639, 640, 641, 642, 643, 644, 645, 646,
    647, 648, 649, 650, 652, 653, 654, 655, 656, 657, 658, 659, 660, 661, 662, 663, 664, 666, 667, 668, 669, 579, 598,
    628, 651, 665, 672, 674, 675, 676, 677, 678, 679, 680, 681, 682, 683, 684, 685, 686, 687, 688, 689, 690, 691, 692,
    670, 671, 673, 693, 694, 695, 696, 697, 698, 700, 701, 699, 702, 703, 704, 705, 706, 707, 708, 709, 710, 711, 712,
    713, 714, 715, 716, 717, 718, 719, 720, 721, 722, 723, 724, 725, 726, 727, 728, 729, 730, 731, 732, 733, 734, 735,
    736, 737, 738, 739, 740, 741, 742, 743, 744, 745, 746, 748, 749, 750, 747, 751, 752, 753, 755, 754, 756, 757, 758,
    759, 760, 761, 762, 763, 764, 765, 766, 768, 767, 769, 770, 771, 772, 773, 774, 775, 776, 777, 778, 779, 780, 781,
    782, 783, 784, 785, 786, 787, 788, 789, 791, 792, 793, 794, 795, 796, 790, 797, 798, 799, 800, 801, 802, 803, 804,
    805, 806, 807, 808, 809, 810, 811, 812, 813, 814, 815, 817, 818, 819, 820, 816, 821, 822, 823, 824, 825, 826, 828,
    829, 830, 827, 831, 832, 833, 834, 836, 837, 838, 839, 835, 840, 841, 842, 844, 845, 846, 847, 848, 849, 850, 851,
    852, 843, 853, 854, 855, 856, 857, 858, 859, 860, 862, 861, 863, 864, 866, 867, 868, 869, 865, 870, 871, 872, 873,
    874, 875, 876, 877, 878, 879, 880, 881, 882, 883, 884, 885, 886, 887, 888, 889, 890, 892, 893, 894, 895, 896, 891,
    897, 898, 899, 901, 902, 903, 904, 905, 906, 907, 908, 909, 910, 911, 912, 913, 915, 916, 917, 918, 919, 920, 921,
    922, 923, 924, 925, 927, 928, 929, 930, 931, 932, 933, 934, 900, 914, 926, 935, 936, 937, 938, 939, 940, 941, 942,
    943, 944, 945, 946, 947, 948, 949, 950, 951, 952, 953, 954, 955, 956, 957, 958, 959, 960, 962, 963, 964, 965, 961,
    966, 967, 968, 969, 970, 971, 972, 973, 975, 976, 977, 980, 981, 982, 983, 985, 986, 988, 990, 991, 992, 993, 974,
    978, 979, 984, 987, 989, 994, 995, 996, 997, 998, 999, 1000, 1001, 1002, 1003, 1004, 1006, 1005, 1007, 1008, 1009,
    1010, 1011, 1012, 1013, 1014, 1016, 1017, 1018, 1019, 1020, 1022, 1023, 1024, 1025, 1027, 1028, 1029, 1031, 1032,
    1033, 1034, 1035, 1015, 1021, 1026, 1030, 1036, 1037, 1038, 1039, 1040, 1041, 1042, 1043, 1044, 1045, 1046, 1047,
    1048, 1049, 1051, 1052, 1053, 1054, 1055, 1050, 1056, 1057, 1058, 1059, 1060, 1061, 1062, 1063, 1064, 1065, 1066,
    1067, 1068, 1069, 1070, 1071, 1072, 1073, 1074, 1075, 1076, 1077, 1078, 1079, 1080, 1081, 1082, 1083, 1084, 1085,
    1086, 1087, 1088, 1089, 1090, 1091, 1092, 1093, 1095, 1096, 1097, 1098, 1099, 1100, 1102, 1103, 1104, 1105, 1107,
    1108, 1109, 1110, 1111, 1113, 1114, 1094, 1101, 1106, 1112, 1115, 1116, 1117, 1119, 1120, 1121, 1122, 1123, 1124,
    1125, 1126, 1127, 1128, 1129, 1131, 1132, 1133, 1134, 1136, 1137, 1118, 1130, 1135, 1138, 1139, 1140, 1141, 1142,
    1143, 1144, 1145, 1146, 1147, 1148, 1150, 1151, 1152, 1153, 1154, 1155, 1156, 1157, 1158, 1149, 1159, 1160, 1161,
    1162, 1163, 1164, 1165, 1166, 1167, 1168, 1169, 1170, 1171, 1172, 1173, 1174, 1175, 1176, 1177, 1178, 1179, 1180,
    1181, 1182, 1183, 1184, 1185, 1187, 1186, 1188, 1189, 1190, 1191, 1192, 1193, 1194, 1195, 1196, 1197, 1198, 1199,
    1200, 1201, 1202, 1204, 1205, 1207, 1203, 1206, 1209, 1210, 1211, 1212, 1213, 1214, 1215, 1216, 1217, 1218, 1220,
    1221, 1222, 1208, 1219, 1223, 1225, 1226, 1227, 1228, 1229, 1230, 1231, 1232, 1233, 1224, 1234, 1235, 1236, 1237,
    1238, 1239, 1241, 1240, 1242, 1243, 1245, 1246, 1247, 1248, 1249, 1250, 1251, 1252, 1244, 1253, 1254, 1256, 1257,
    1258, 1259, 1260, 1261, 1263, 1255, 1262, 1264, 1265, 1266, 1267, 1268, 1269, 1270, 1271, 1272, 1273, 1274, 1275,
    1276, 1277, 1278, 1279, 1280, 1281, 1282, 1283, 1284, 1285, 1286, 1287, 1288, 1289, 1290, 1291, 1292, 1293, 1294,
    1295, 1296, 1297, 1298, 1299, 1300, 1301, 1302, 1303, 1304, 1305, 1306, 1307, 1308, 1309, 1311, 1312, 1313, 1315,
    1316, 1317, 1318, 1320, 1321, 1322, 1324, 1325, 1326, 1327, 1328, 1329, 1330, 1331, 1332, 1333, 1334, 1335, 1336,
    1337, 1338, 1339, 1342, 1343, 1344, 1310, 1314, 1319, 1323, 1340, 1341, 1345, 1346, 1347, 1349, 1350, 1352, 1353,
    1354, 1356, 1357, 1358, 1359, 1360, 1362, 1363, 1364, 1365, 1366, 1367, 1368, 1369, 1370, 1371, 1372, 1374, 1376,
    1377, 1378, 1379, 1380, 1381, 1382, 1383, 1384, 1385, 1386, 1387, 1388, 1348, 1351, 1355, 1361, 1373, 1375, 1389,
    1390, 1391, 1392, 1393, 1394, 1395, 1396, 1397, 1398, 1399, 1400, 1401, 1402, 1403, 1404, 1405, 1406, 1408, 1407,
    1409, 1410, 1411, 1412, 1413, 1414, 1415, 1416, 1417, 1418, 1419, 1420, 1421, 1422, 1424, 1426, 1427, 1428, 1423,
    1425, 1429, 1430, 1431, 1432, 1433, 1434, 1435, 1436, 1437, 1438, 1439, 1440, 1441, 1442, 1443, 1444, 1445, 1446,
    1447, 1448, 1449, 1450, 1451, 1452, 1453, 1454, 1455, 1456, 1457, 1458, 1459, 1460, 1461, 1462, 1463, 1464, 1465,
    1466, 1467, 1468, 1469, 1470, 1471, 1472, 1473, 1474, 1475, 1476, 1477, 1478, 1479, 1480, 1481, 1482, 1483, 1484,
    1485, 1486, 1487, 1488, 1489, 1490, 1491, 1492, 1493, 1494, 1496, 1497, 1495, 1498, 1499, 1500, 1501, 1502, 1503,
    1504, 1505, 1506, 1507, 1508, 1509, 1510, 1512, 1513, 1514, 1515, 1516, 1517, 1518, 1519, 1520, 1521, 1522, 1523,
    1524, 1525, 1526, 1527, 1528, 1511, 1529, 1530, 1531, 1532, 1533, 1534, 1536, 1537, 1535, 1539, 1540, 1541, 1542,
    1543, 1544, 1545, 1546, 1547, 1548, 1550, 1551, 1552, 1553, 1554, 1555, 1556, 1538, 1549, 1557, 1558, 1559, 1560,
    1561, 1562, 1563, 1564, 1565, 1566, 1567, 1568, 1569, 1570, 1571, 1572, 1573, 1574, 1575, 1576, 1577, 1578, 1579,
    1580, 1581, 1582, 1583, 1584, 1585, 1586, 1587, 1588, 1589, 1590, 1591, 1592, 1593, 1594, 1595, 1596, 1597, 1598,
    1599, 1600, 1601, 1602, 1603, 1604, 1605, 1606, 1607, 1608, 1609, 1610, 1611, 1612, 1613, 1614, 1615, 1616, 1618,
    1619, 1620, 1622, 1623, 1624, 1625, 1626, 1617, 1621, 1627, 1628, 1629, 1630, 1631, 1632, 1633, 1634, 1635, 1636,
    1637, 1638, 1639, 1640, 1641, 1642, 1643, 1644, 1645, 1646, 1647, 1648, 1649, 1650, 1651, 1652, 1653, 1654, 1655,
    1656, 1657, 1658, 1659, 1660, 1662, 1663, 1664, 1665, 1666, 1667, 1668, 1669, 1670, 1671, 1672, 1673, 1674, 1675,
    1676, 1677, 1678, 1679, 1680, 1681, 1682, 1683, 1684, 1685, 1686, 1687, 1688, 1689, 1690, 1691, 1692, 1693, 1661,
    1694, 1695, 1696, 1697, 1698, 1699, 1700, 1701, 1702, 1703, 1704, 1705, 1706, 1707, 1708, 1709, 1710, 1711, 1712,
    1713, 1714, 1715, 1716, 1717, 1718, 1719, 1720, 1721, 1722, 1723, 1724, 1725, 1726, 1727, 1729, 1730, 1731, 1733,
    1734, 1735, 1736, 1737, 1728, 1732, 1738, 1739, 1740, 1741, 1742, 1743, 1744, 1746, 1747, 1748, 1749, 1750, 1751,
    1752, 1753, 1754, 1755, 1756, 1757, 1758, 1759, 1745, 1760, 1761, 1762, 1763, 1764, 1765, 1766, 1767, 1768, 1769,
    1770, 1771, 1772, 1773, 1774, 1775, 1776, 1777, 1778, 1779, 1780, 1781, 1782, 1783, 1784, 1785, 1786, 1787, 1788,
    1789, 1790, 1791, 1792, 1793, 1794, 1795, 1796, 1797, 1798, 1799, 1800, 1801, 1802, 1803, 1804, 1805, 1806, 1807,
    1808, 1809, 1810, 1811, 1812, 1813, 1814, 1815, 1816, 1817, 1819, 1820, 1821, 1822, 1823, 1824, 1825, 1826, 1827,
    1828, 1829, 1830, 1831, 1832, 1833, 1834, 1836, 1837, 1838, 1839, 1840, 1841, 1842, 1843, 1818, 1835, 1844, 1845,
    1846, 1847, 1848, 1849, 1850, 1851, 1852, 1853, 1855, 1856, 1859, 1860, 1861, 1862, 1865, 1854, 1857, 1858, 1863,
    1864, 1866, 1867, 1868, 1869, 1870, 1871, 1872, 1873, 1874, 1875, 1876, 1877, 1878, 1880, 1881, 1882, 1883, 1884,
    1885, 1886, 1887, 1888, 1889, 1890, 1879, 1891, 1892, 1893, 1894, 1896, 1897, 1898, 1899, 1900, 1901, 1902, 1895,
    1904, 1905, 1906, 1907, 1908, 1903, 1909, 1910, 1911, 1912, 1913, 1914, 1915, 1916, 1917, 1918, 1919, 1920, 1921,
    1922, 1923, 1924, 1925, 1926, 1927, 1930, 1931, 1932, 1933, 1928, 1929, 1934, 1936, 1937, 1938, 1939, 1940, 1941,
    1942, 1943, 1944, 1945, 1946, 1947, 1948, 1950, 1951, 1935, 1949, 1952, 1953, 1954, 1955, 1956, 1957, 1958, 1959,
    1961, 1962, 1964, 1965, 1966, 1967, 1968, 1960, 1963, 1969, 1970, 1971, 1972, 1973, 1974, 1975, 1976, 1977, 1978,
    1979, 1980, 1981, 1982, 1983, 1984, 1985, 1986, 1987, 1988, 1989, 1990, 1991, 1992, 1994, 1995, 1996, 1998, 2000,
    2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012, 2013, 2015, 2016, 2017, 2018, 2019, 2020,
    2021, 1993, 1997, 1999, 2014, 2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034, 2035,
    2036, 2037, 2038, 2039, 2040, 2041, 2042, 2043, 2044, 2045, 2046, 2047,
};

static const uint8_t chinese_simplified_text[] =
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些"
    "然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较"
    "将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完"
    "类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲"
    "快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严首底液官德随病苏失尔死讲配女黄推显谈罪神艺呢席含企望密批营项防举球英氧势告李台落木帮轮破亚师围注远字材排供河态封另施减树溶怎止案言士均武"
    "固叶鱼波视仅费紧爱左章早朝害续轻服试食充兵源判护司足某练差致板田降黑犯负击范继兴似余坚曲输修故城夫够送笔船占右财吃富春职觉汉画功巴跟虽杂飞检吸助升阳互初创抗考投坏策古径换未跑留钢曾端责站简述钱副尽帝射草冲承独令限阿宣环双请超微"
    "让控州良轴找否纪益依优顶础载倒房突坐粉敌略客袁冷胜绝析块剂测丝协诉念陈仍罗盐友洋错苦夜刑移频逐靠混母短皮终聚汽村云哪既距卫停烈央察烧迅境若印洲刻括激孔搞甚室待核校散侵吧甲游久菜味旧模湖货损预阻毫普稳乙妈植息扩银语挥酒守拿序纸医"
    "缺雨吗针刘啊急唱误训愿审附获茶鲜粮斤孩脱硫肥善龙演父渐血欢械掌歌沙刚攻谓盾讨晚粒乱燃矛乎杀药宁鲁贵钟煤读班伯香介迫句丰培握兰担弦蛋沉假穿执答乐谁顺烟缩征脸喜松脚困异免背星福买染井概慢怕磁倍祖皇促静补评翻肉践尼衣宽扬棉希伤操垂秋"
    "宜氢套督振架亮末宪庆编牛触映雷销诗座居抓裂胞呼娘景威绿晶厚盟衡鸡孙延危胶屋乡临陆顾掉呀灯岁措束耐剧玉赵跳哥季课凯胡额款绍卷齐伟蒸殖永宗苗川炉岩弱零杨奏沿露杆探滑镇饭浓航怀赶库夺伊灵税途灭赛归召鼓播盘裁险康唯录菌纯借糖盖横符私努"
    "堂域枪润幅哈竟熟虫泽脑壤碳欧遍侧寨敢彻虑斜薄庭纳弹饲伸折麦湿暗荷瓦塞床筑恶户访塔奇透梁刀旋迹卡氯遇份毒泥退洗摆灰彩卖耗夏择忙铜献硬予繁圈雪函亦抽篇阵阴丁尺追堆雄迎泛爸楼避谋吨野猪旗累偏典馆索秦脂潮爷豆忽托惊塑遗愈朱替纤粗倾尚痛"
    "楚谢奋购磨君池旁碎骨监捕弟暴割贯殊释词亡壁顿宝午尘闻揭炮残冬桥妇警综招吴付浮遭徐您摇谷赞箱隔订男吹园纷唐败宋玻巨耕坦荣闭湾键凡驻锅救恩剥凝碱齿截炼麻纺禁废盛版缓净睛昌婚涉筒嘴插岸朗庄街藏姑贸腐奴啦惯乘伙恢匀纱扎辩耳彪臣亿璃抵脉"
    "秀萨俄网舞店喷纵寸汗挂洪贺闪柬爆烯津稻墙软勇像滚厘蒙芳肯坡柱荡腿仪旅尾轧冰贡登黎削钻勒逃障氨郭峰币港伏轨亩毕擦莫刺浪秘援株健售股岛甘泡睡童铸汤阀休汇舍牧绕炸哲磷绩朋淡尖启陷柴呈徒颜泪稍忘泵蓝拖洞授镜辛壮锋贫虚弯摩泰幼廷尊窗纲弄"
    "隶疑氏宫姐震瑞怪尤琴循描膜违夹腰缘珠穷森枝竹沟催绳忆邦剩幸浆栏拥牙贮礼滤钠纹罢拍咱喊袖埃勤罚焦潜伍墨欲缝姓刊饱仿奖铝鬼丽跨默挖链扫喝袋炭污幕诸弧励梅奶洁灾舟鉴苯讼抱毁懂寒智埔寄届跃渡挑丹艰贝碰拔爹戴码梦芽熔赤渔哭敬颗奔铅仲虎稀"
    "妹乏珍申桌遵允隆螺仓魏锐晓氮兼隐碍赫拨忠肃缸牵抢博巧壳兄杜讯诚碧祥柯页巡矩悲灌龄伦票寻桂铺圣恐恰郑趣抬荒腾贴柔滴猛阔辆妻填撤储签闹扰紫砂递戏吊陶伐喂疗瓶婆抚臂摸忍虾蜡邻胸巩挤偶弃槽劲乳邓吉仁烂砖租乌舰伴瓜浅丙暂燥橡柳迷暖牌秧胆"
    "详簧踏瓷谱呆宾糊洛辉愤竞隙怒粘乃绪肩籍敏涂熙皆侦悬掘享纠醒狂锁淀恨牲霸爬赏逆玩陵祝秒浙貌役彼悉鸭趋凤晨畜辈秩卵署梯炎滩棋驱筛峡冒啥寿译浸泉帽迟硅疆贷漏稿冠嫩胁芯牢叛蚀奥鸣岭羊凭串塘绘酵融盆锡庙筹冻辅摄袭筋拒僚旱钾鸟漆沈眉疏添棒"
    "穗硝韩逼扭侨凉挺碗栽炒杯患馏劝豪辽勃鸿旦吏拜狗埋辊掩饮搬骂辞勾扣估蒋绒雾丈朵姆拟宇辑陕雕偿蓄崇剪倡厅咬驶薯刷斥番赋奉佛浇漫曼扇钙桃扶仔返俗亏腔鞋棱覆框悄叔撞骗勘旺沸孤吐孟渠屈疾妙惜仰狠胀谐抛霉桑岗嘛衰盗渗脏赖涌甜曹阅肌哩厉烃纬"
    "毅昨伪症煮叹钉搭茎笼酷偷弓锥恒杰坑鼻翼纶叙狱逮罐络棚抑膨蔬寺骤穆冶枯册尸凸绅坯牺焰轰欣晋瘦御锭锦丧旬锻垄搜扑邀亭酯迈舒脆酶闲忧酚顽羽涨卸仗陪辟惩杭姚肚捉飘漂昆欺吾郎烷汁呵饰萧雅邮迁燕撒姻赴宴烦债帐斑铃旨醇董饼雏姿拌傅腹妥揉贤拆"
    "歪葡胺丢浩徽昂垫挡览贪慰缴汪慌冯诺姜谊凶劣诬耀昏躺盈骑乔溪丛卢抹闷咨刮驾缆悟摘铒掷颇幻柄惠惨佳仇腊窝涤剑瞧堡泼葱罩霍捞胎苍滨俩捅湘砍霞邵萄疯淮遂熊粪烘宿档戈驳嫂裕徙箭捐肠撑晒辨殿莲摊搅酱屏疫哀蔡堵沫皱畅叠阁莱敲辖钩痕坝巷饿祸丘"
    "玄溜曰逻彭尝卿妨艇吞韦怨矮歇"
    ;
static const uint16_t chinese_simplified_offsets[2049] = {
    0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 36, 39, 42, 45, 48, 51, 54, 57, 60, 63, 66, 69, 72, 75, 78, 81, 84, 87,
    90, 93, 96, 99, 102, 105, 108, 111, 114, 117, 120, 123, 126, 129, 132, 135, 138, 141, 144, 147, 150, 153, 156, 159,
    162, 165, 168, 171, 174, 177, 180, 183, 186, 189, 192, 195, 198, 201, 204, 207, 210, 213, 216, 219, 222, 225, 228,
    231, 234, 237, 240, 243, 246, 249, 252, 255, 258, 261, 264, 267, 270, 273, 276, 279, 282, 285, 288, 291, 294, 297,
    300, 303, 306, 309, 312, 315, 318, 321, 324, 327, 330, 333, 336, 339, 342, 345, 348, 351, 354, 357, 360, 363, 366,
    369, 372, 375, 378, 381, 384, 387, 390, 393, 396, 399, 402, 405, 408, 411, 414, 417, 420, 423, 426, 429, 432, 435,
    438, 441, 444, 447, 450, 453, 456, 459, 462, 465, 468, 471, 474, 477, 480, 483, 486, 489, 492, 495, 498, 501, 504,
    507, 510, 513, 516, 519, 522, 525, 528, 531, 534, 537, 540, 543, 546, 549, 552, 555, 558, 561, 564, 567, 570, 573,
    576, 579, 582, 585, 588, 591, 594, 597, 600, 603, 606, 609, 612, 615, 618, 621, 624, 627, 630, 633, 636, 639, 642,
    645, 648, 651, 654, 657, 660, 663, 666, 669, 672, 675, 678, 681, 684, 687, 690, 693, 696, 699, 702, 705, 708, 711,
    714, 717, 720, 723, 726, 729, 732, 735, 738, 741, 744, 747, 750, 753, 756, 759, 762, 765, 768, 771, 774, 777, 780,
    783, 786, 789, 792, 795, 798, 801, 804, 807, 810, 813, 816, 819, 822, 825, 828, 831, 834, 837, 840, 843, 846, 849,
    852, 855, 858, 861, 864, 867, 870, 873, 876, 879, 882, 885, 888, 891, 894, 897, 900, 903, 906, 909, 912, 915, 918,
    921, 924, 927, 930, 933, 936, 939, 942, 945, 948, 951, 954, 957, 960, 963, 966, 969, 972, 975, 978, 981, 984, 987,
    990, 993, 996, 999, 1002, 1005, 1008, 1011, 1014, 1017, 1020, 1023, 1026, 1029, 1032, 1035, 1038, 1041, 1044, 1047,
    1050, 1053, 1056, 1059, 1062, 1065, 1068, 1071, 1074, 1077, 1080, 1083, 1086, 1089, 1092, 1095, 1098, 1101, 1104,
    1107, 1110, 1113, 1116, 1119, 1122, 1125, 1128, 1131, 1134, 1137, 1140, 1143, 1146, 1149, 1152, 1155, 1158, 1161,
    1164, 1167, 1170, 1173, 1176, 1179, 1182, 1185, 1188, 1191, 1194, 1197, 1200, 1203, 1206, 1209, 1212, 1215, 1218,
    1221, 1224, 1227, 1230, 1233, 1236, 1239, 1242, 1245, 1248, 1251, 1254, 1257, 1260, 1263, 1266, 1269, 1272, 1275,
    1278, 1281, 1284, 1287, 1290, 1293, 1296, 1299, 1302, 1305, 1308, 1311, 1314, 1317, 1320, 1323, 1326, 1329, 1332,
    1335, 1338, 1341, 1344, 1347, 1350, 1353, 1356, 1359, 1362, 1365, 1368, 1371, 1374, 1377, 1380, 1383, 1386, 1389,
    1392, 1395, 1398, 1401, 1404, 1407, 1410, 1413, 1416, 1419, 1422, 1425, 1428, 1431, 1434, 1437, 1440, 1443, 1446,
    1449, 1452, 1455, 1458, 1461, 1464, 1467, 1470, 1473, 1476, 1479, 1482, 1485, 1488, 1491, 1494, 1497, 1500, 1503,
    1506, 1509, 1512, 1515, 1518, 1521, 1524, 1527, 1530, 1533, 1536, 1539, 1542, 1545, 1548, 1551, 1554, 1557, 1560,
    1563, 1566, 1569, 1572, 1575, 1578, 1581, 1584, 1587, 1590, 1593, 1596, 1599, 1602, 1605, 1608, 1611, 1614, 1617,
    1620, 1623, 1626, 1629, 1632, 1635, 1638, 1641, 1644, 1647, 1650, 1653, 1656, 1659, 1662, 1665, 1668, 1671, 1674,
    1677, 1680, 1683, 1686, 1689, 1692, 1695, 1698, 1701, 1704, 1707, 1710, 1713, 1716, 1719, 1722, 1725, 1728, 1731,
    1734, 1737, 1740, 1743, 1746, 1749, 1752, 1755, 1758, 1761, 1764, 1767, 1770, 1773, 1776, 1779, 1782, 1785, 1788,
    1791, 1794, 1797, 1800, 1803, 1806, 1809, 1812, 1815, 1818, 1821, 1824, 1827, 1830, 1833, 1836, 1839, 1842, 1845,
    1848, 1851, 1854, 1857, 1860, 1863, 1866, 1869, 1872, 1875, 1878, 1881, 1884, 1887, 1890, 1893, 1896, 1899, 1902,
    1905, 1908, 1911, 1914, 1917, 1920, 1923, 1926, 1929, 1932, 1935, 1938, 1941, 1944, 1947, 1950, 1953, 1956, 1959,
    1962, 1965, 1968, 1971, 1974, 1977, 1980, 1983, 1986, 1989, 1992, 1995, 1998, 2001, 2004, 2007, 2010, 2013, 2016,
    2019, 2022, 2025, 2028, 2031, 2034, 2037, 2040, 2043, 2046, 2049, 2052, 2055, 2058, 2061, 2064, 2067, 2070, 2073,
    2076, 2079, 2082, 2085, 2088, 2091, 2094, 2097, 2100, 2103, 2106, 2109, 2112, 2115, 2118, 2121, 2124, 2127, 2130,
    2133, 2136, 2139, 2142, 2145, 2148, 2151, 2154, 2157, 2160, 2163, 2166, 2169, 2172, 2175, 2178, 2181, 2184, 2187,
    2190, 2193, 2196, 2199, 2202, 2205, 2208, 2211, 2214, 2217, 2220, 2223, 2226, 2229, 2232, 2235, 2238, 2241, 2244,
    2247, 2250, 2253, 2256, 2259, 2262, 2265, 2268, 2271, 2274, 2277, 2280, 2283, 2286, 2289, 2292, 2295, 2298, 2301,
    2304, 2307, 2310, 2313, 2316, 2319, 2322, 2325, 2328, 2331, 2334, 2337, 2340, 2343, 2346, 2349, 2352, 2355, 2358,
    2361, 2364, 2367, 2370, 2373, 2376, 2379, 2382, 2385, 2388, 2391, 2394, 2397, 2400, 2403, 2406, 2409, 2412, 2415,
    2418, 2421, 2424, 2427, 2430, 2433, 2436, 2439, 2442, 2445, 2448, 2451, 2454, 2457, 2460, 2463, 2466, 2469, 2472,
    2475, 2478, 2481, 2484, 2487, 2490, 2493, 2496, 2499, 2502, 2505, 2508, 2511, 2514, 2517, 2520, 2523, 2526, 2529,
    2532, 2535, 2538, 2541, 2544, 2547, 2550, 2553, 2556, 2559, 2562, 2565, 2568, 2571, 2574, 2577, 2580, 2583, 2586,
    2589, 2592, 2595, 2598, 2601, 2604, 2607, 2610, 2613, 2616, 2619, 2622, 2625, 2628, 2631, 2634, 2637, 2640, 2643,
    2646, 2649, 2652, 2655, 2658, 2661, 2664, 2667, 2670, 2673, 2676, 2679, 2682, 2685, 2688, 2691, 2694, 2697, 2700,
    2703, 2706, 2709, 2712, 2715, 2718, 2721, 2724, 2727, 2730, 2733, 2736, 2739, 2742, 2745, 2748, 2751, 2754, 2757,
    2760, 2763, 2766, 2769, 2772, 2775, 2778, 2781, 2784, 2787, 2790, 2793, 2796, 2799, 2802, 2805, 2808, 2811, 2814,
    2817, 2820, 2823, 2826, 2829, 2832, 2835, 2838, 2841, 2844, 2847, 2850, 2853, 2856, 2859, 2862, 2865, 2868, 2871,
    2874, 2877, 2880, 2883, 2886, 2889, 2892, 2895, 2898, 2901, 2904, 2907, 2910, 2913, 2916, 2919, 2922, 2925, 2928,
    2931, 2934, 2937, 2940, 2943, 2946, 2949, 2952, 2955, 2958, 2961, 2964, 2967, 2970, 2973, 2976, 2979, 2982, 2985,
    2988, 2991, 2994, 2997, 3000, 3003, 3006, 3009, 3012, 3015, 3018, 3021, 3024, 3027, 3030, 3033, 3036, 3039, 3042,
    3045, 3048, 3051, 3054, 3057, 3060, 3063, 3066, 3069, 3072, 3075, 3078, 3081, 3084, 3087, 3090, 3093, 3096, 3099,
    3102, 3105, 3108, 3111, 3114, 3117, 3120, 3123, 3126, 3129, 3132, 3135, 3138, 3141, 3144, 3147, 3150, 3153, 3156,
    3159, 3162, 3165, 3168, 3171, 3174, 3177, 3180, 3183, 3186, 3189, 3192, 3195, 3198, 3201, 3204, 3207, 3210, 3213,
    3216, 3219, 3222, 3225, 3228, 3231, 3234, 3237, 3240, 3243, 3246, 3249, 3252, 3255, 3258, 3261, 3264, 3267, 3270,
    3273, 3276, 3279, 3282, 3285, 3288, 3291, 3294, 3297, 3300, 3303, 3306, 3309, 3312, 3315, 3318, 3321, 3324, 3327,
    3330, 3333, 3336, 3339, 3342, 3345, 3348, 3351, 3354, 3357, 3360, 3363, 3366, 3369, 3372, 3375, 3378, 3381, 3384,
    3387, 3390, 3393, 3396, 3399, 3402, 3405, 3408, 3411, 3414, 3417, 3420, 3423, 3426, 3429, 3432, 3435, 3438, 3441,
    3444, 3447, 3450, 3453, 3456, 3459, 3462, 3465, 3468, 3471, 3474, 3477, 3480, 3483, 3486, 3489, 3492, 3495, 3498,
    3501, 3504, 3507, 3510, 3513, 3516, 3519, 3522, 3525, 3528, 3531, 3534, 3537, 3540, 3543, 3546, 3549, 3552, 3555,
    3558, 3561, 3564, 3567, 3570, 3573, 3576, 3579, 3582, 3585, 3588, 3591, 3594, 3597, 3600, 3603, 3606, 3609, 3612,
    3615, 3618, 3621, 3624, 3627, 3630, 3633, 3636, 3639, 3642, 3645, 3648, 3651, 3654, 3657, 3660, 3663, 3666, 3669,
    3672, 3675, 3678, 3681, 3684, 3687, 3690, 3693, 3696, 3699, 3702, 3705, 3708, 3711, 3714, 3717, 3720, 3723, 3726,
    3729, 3732, 3735, 3738, 3741, 3744, 3747, 3750, 3753, 3756, 3759, 3762, 3765, 3768, 3771, 3774, 3777, 3780, 3783,
    3786, 3789, 3792, 3795, 3798, 3801, 3804, 3807, 3810, 3813, 3816, 3819, 3822, 3825, 3828, 3831, 3834, 3837, 3840,
    3843, 3846, 3849, 3852, 3855, 3858, 3861, 3864, 3867, 3870, 3873, 3876, 3879, 3882, 3885, 3888, 3891, 3894, 3897,
    3900, 3903, 3906, 3909, 3912, 3915, 3918, 3921, 3924, 3927, 3930, 3933, 3936, 3939, 3942, 3945, 3948, 3951, 3954,
    3957, 3960, 3963, 3966, 3969, 3972, 3975, 3978, 3981, 3984, 3987, 3990, 3993, 3996, 3999, 4002, 4005, 4008, 4011,
    4014, 4017, 4020, 4023, 4026, 4029, 4032, 4035, 4038, 4041, 4044, 4047, 4050, 4053, 4056, 4059, 4062, 4065, 4068,
    4071, 4074, 4077, 4080, 4083, 4086, 4089, 4092, 4095, 4098, 4101, 4104, 4107, 4110, 4113, 4116, 4119, 4122, 4125,
    4128, 4131, 4134, 4137, 4140, 4143, 4146, 4149, 4152, 4155, 4158, 4161, 4164, 4167, 4170, 4173, 4176, 4179, 4182,
    4185, 4188, 4191, 4194, 4197, 4200, 4203, 4206, 4209, 4212, 4215, 4218, 4221, 4224, 4227, 4230, 4233, 4236, 4239,
    4242, 4245, 4248, 4251, 4254, 4257, 4260, 4263, 4266, 4269, 4272, 4275, 4278, 4281, 4284, 4287, 4290, 4293, 4296,
    4299, 4302, 4305, 4308, 4311, 4314, 4317, 4320, 4323, 4326, 4329, 4332, 4335, 4338, 4341, 4344, 4347, 4350, 4353,
    4356, 4359, 4362, 4365, 4368, 4371, 4374, 4377, 4380, 4383, 4386, 4389, 4392, 4395, 4398, 4401, 4404, 4407, 4410,
    4413, 4416, 4419, 4422, 4425, 4428, 4431, 4434, 4437, 4440, 4443, 4446, 4449, 4452, 4455, 4458, 4461, 4464, 4467,
    4470, 4473, 4476, 4479, 4482, 4485, 4488, 4491, 4494, 4497, 4500, 4503, 4506, 4509, 4512, 4515, 4518, 4521, 4524,
    4527, 4530, 4533, 4536, 4539, 4542, 4545, 4548, 4551, 4554, 4557, 4560, 4563, 4566, 4569, 4572, 4575, 4578, 4581,
    4584, 4587, 4590, 4593, 4596, 4599, 4602, 4605, 4608, 4611, 4614, 4617, 4620, 4623, 4626, 4629, 4632, 4635, 4638,
    4641, 4644, 4647, 4650, 4653, 4656, 4659, 4662, 4665, 4668, 4671, 4674, 4677, 4680, 4683, 4686, 4689, 4692, 4695,
    4698, 4701, 4704, 4707, 4710, 4713, 4716, 4719, 4722, 4725, 4728, 4731, 4734, 4737, 4740, 4743, 4746, 4749, 4752,
    4755, 4758, 4761, 4764, 4767, 4770, 4773, 4776, 4779, 4782, 4785, 4788, 4791, 4794, 4797, 4800, 4803, 4806, 4809,
    4812, 4815, 4818, 4821, 4824, 4827, 4830, 4833, 4836, 4839, 4842, 4845, 4848, 4851, 4854, 4857, 4860, 4863, 4866,
    4869, 4872, 4875, 4878, 4881, 4884, 4887, 4890, 4893, 4896, 4899, 4902, 4905, 4908, 4911, 4914, 4917, 4920, 4923,
    4926, 4929, 4932, 4935, 4938, 4941, 4944, 4947, 4950, 4953, 4956, 4959, 4962, 4965, 4968, 4971, 4974, 4977, 4980,
    4983, 4986, 4989, 4992, 4995, 4998, 5001, 5004, 5007, 5010, 5013, 5016, 5019, 5022, 5025, 5028, 5031, 5034, 5037,
    5040, 5043, 5046, 5049, 5052, 5055, 5058, 5061, 5064, 5067, 5070, 5073, 5076, 5079, 5082, 5085, 5088, 5091, 5094,
    5097, 5100, 5103, 5106, 5109, 5112, 5115, 5118, 5121, 5124, 5127, 5130, 5133, 5136, 5139, 5142, 5145, 5148, 5151,
    5154, 5157, 5160, 5163, 5166, 5169, 5172, 5175, 5178, 5181, 5184, 5187, 5190, 5193, 5196, 5199, 5202, 5205, 5208,
    5211, 5214, 5217, 5220, 5223, 5226, 5229, 5232, 5235, 5238, 5241, 5244, 5247, 5250, 5253, 5256, 5259, 5262, 5265,
    5268, 5271, 5274, 5277, 5280, 5283, 5286, 5289, 5292, 5295, 5298, 5301, 5304, 5307, 5310, 5313, 5316, 5319, 5322,
    5325, 5328, 5331, 5334, 5337, 5340, 5343, 5346, 5349, 5352, 5355, 5358, 5361, 5364, 5367, 5370, 5373, 5376, 5379,
    5382, 5385, 5388, 5391, 5394, 5397, 5400, 5403, 5406, 5409, 5412, 5415, 5418, 5421, 5424, 5427, 5430, 5433, 5436,
    5439, 5442, 5445, 5448, 5451, 5454, 5457, 5460, 5463, 5466, 5469, 5472, 5475, 5478, 5481, 5484, 5487, 5490, 5493,
    5496, 5499, 5502, 5505, 5508, 5511, 5514, 5517, 5520, 5523, 5526, 5529, 5532, 5535, 5538, 5541, 5544, 5547, 5550,
    5553, 5556, 5559, 5562, 5565, 5568, 5571, 5574, 5577, 5580, 5583, 5586, 5589, 5592, 5595, 5598, 5601, 5604, 5607,
    5610, 5613, 5616, 5619, 5622, 5625, 5628, 5631, 5634, 5637, 5640, 5643, 5646, 5649, 5652, 5655, 5658, 5661, 5664,
    5667, 5670, 5673, 5676, 5679, 5682, 5685, 5688, 5691, 5694, 5697, 5700, 5703, 5706, 5709, 5712, 5715, 5718, 5721,
    5724, 5727, 5730, 5733, 5736, 5739, 5742, 5745, 5748, 5751, 5754, 5757, 5760, 5763, 5766, 5769, 5772, 5775, 5778,
    5781, 5784, 5787, 5790, 5793, 5796, 5799, 5802, 5805, 5808, 5811, 5814, 5817, 5820, 5823, 5826, 5829, 5832, 5835,
    5838, 5841, 5844, 5847, 5850, 5853, 5856, 5859, 5862, 5865, 5868, 5871, 5874, 5877, 5880, 5883, 5886, 5889, 5892,
    5895, 5898, 5901, 5904, 5907, 5910, 5913, 5916, 5919, 5922, 5925, 5928, 5931, 5934, 5937, 5940, 5943, 5946, 5949,
    5952, 5955, 5958, 5961, 5964, 5967, 5970, 5973, 5976, 5979, 5982, 5985, 5988, 5991, 5994, 5997, 6000, 6003, 6006,
    6009, 6012, 6015, 6018, 6021, 6024, 6027, 6030, 6033, 6036, 6039, 6042, 6045, 6048, 6051, 6054, 6057, 6060, 6063,
    6066, 6069, 6072, 6075, 6078, 6081, 6084, 6087, 6090, 6093, 6096, 6099, 6102, 6105, 6108, 6111, 6114, 6117, 6120,
    6123, 6126, 6129, 6132, 6135, 6138, 6141, 6144,
};
static const uint16_t chinese_simplified_sorted[2048] = {
    1, 1092, 274, 326, 1731, 64, 13, 44, 4, 131, 471, 376, 282, 2033, 1572, 98, 1950, 277, 708, 1924, 90, 496, 1856, 14,
    10, 849, 1670, 942, 1448, 12, 36, 1415, 528, 1597, 764, 147, 122, 65, 1567, 834, 1470, 861, 1948, 1229, 777, 241,
    42, 415, 941, 388, 877, 831, 1560, 5, 1082, 285, 123, 80, 28, 1764, 734, 639, 189, 879, 541, 112, 1149, 292, 1087,
    48, 1295, 1608, 475, 1863, 910, 451, 8, 1239, 295, 1563, 570, 1968, 357, 846, 713, 97, 1478, 1761, 19, 1876, 1166,
    178, 669, 17, 1275, 23, 1785, 1466, 208, 495, 255, 1066, 1411, 521, 992, 1404, 1293, 1541, 1315, 387, 688, 1230, 34,
    966, 360, 900, 1509, 1810, 844, 1727, 1569, 1043, 605, 151, 195, 384, 482, 91, 430, 606, 1753, 26, 142, 1967, 95,
    322, 549, 687, 1605, 1032, 1700, 760, 423, 887, 1245, 1763, 266, 348, 1983, 610, 884, 692, 449, 1010, 1743, 1904,
    439, 1127, 857, 1108, 249, 739, 1304, 1556, 1819, 1739, 1915, 1531, 1379, 1265, 1685, 392, 1475, 355, 1496, 584,
    252, 263, 429, 873, 186, 196, 127, 340, 169, 297, 852, 298, 132, 604, 585, 111, 325, 1109, 463, 1483, 137, 1842,
    305, 1645, 447, 172, 238, 1658, 1159, 1936, 1279, 666, 245, 356, 1840, 701, 1679, 1210, 437, 1701, 555, 1198, 240,
    1192, 1631, 1669, 959, 1940, 1844, 29, 601, 1086, 1060, 31, 311, 1409, 721, 444, 414, 795, 254, 824, 641, 640, 587,
    148, 230, 1955, 25, 92, 1748, 1299, 749, 706, 1283, 114, 1972, 1197, 952, 1383, 1742, 661, 1144, 73, 1709, 411, 628,
    87, 324, 1941, 39, 636, 1016, 1428, 1559, 422, 532, 1712, 1264, 1285, 1774, 1400, 1725, 1232, 480, 77, 268, 242,
    790, 63, 404, 637, 1153, 410, 342, 709, 309, 1074, 260, 1493, 618, 1063, 1951, 738, 747, 938, 265, 470, 1636, 964,
    1875, 2040, 474, 1744, 427, 1805, 280, 1267, 932, 145, 100, 485, 488, 146, 205, 716, 674, 141, 37, 1771, 256, 293,
    159, 1828, 1663, 2022, 276, 647, 848, 553, 161, 375, 999, 35, 535, 420, 619, 566, 440, 589, 1813, 621, 133, 107,
    1562, 1539, 40, 343, 53, 1715, 1778, 155, 793, 1135, 2043, 684, 761, 1103, 520, 492, 1327, 1165, 635, 1178, 1888,
    946, 1587, 1330, 533, 193, 518, 405, 766, 1892, 926, 157, 7, 1954, 1745, 1396, 2016, 201, 1022, 416, 956, 1804, 735,
    1461, 1321, 1181, 1305, 1006, 798, 395, 796, 1646, 1227, 1542, 813, 1397, 868, 1421, 1249, 1793, 1216, 279, 118,
    253, 109, 424, 1179, 871, 543, 565, 15, 220, 479, 1084, 361, 1514, 3, 27, 319, 563, 645, 695, 1824, 705, 607, 2029,
    1271, 1187, 1846, 902, 1859, 458, 1928, 1399, 1718, 612, 1442, 1018, 850, 213, 1017, 1095, 1974, 2018, 1120, 1056,
    1671, 1050, 1529, 745, 1262, 284, 1405, 1150, 1028, 562, 1343, 335, 1495, 258, 409, 390, 1076, 115, 54, 720, 614,
    11, 116, 436, 613, 741, 505, 212, 1370, 991, 1057, 1752, 1132, 978, 1464, 1412, 906, 1665, 510, 1226, 1430, 231,
    103, 75, 1161, 778, 1783, 1917, 2041, 1469, 1528, 1733, 469, 1360, 1223, 1408, 406, 1881, 1938, 1900, 1913, 929,
    927, 1545, 1213, 2000, 1659, 46, 752, 546, 448, 936, 1779, 957, 1777, 57, 809, 837, 106, 1735, 786, 318, 1183, 338,
    970, 500, 55, 904, 1152, 86, 802, 699, 672, 755, 912, 1359, 578, 1902, 71, 391, 896, 1588, 1996, 1443, 523, 622,
    1440, 742, 1033, 1251, 32, 1837, 1511, 278, 1647, 552, 664, 226, 1352, 83, 219, 506, 1326, 1154, 1128, 2039, 1364,
    30, 1843, 1093, 894, 662, 1277, 486, 467, 922, 1781, 1444, 940, 2014, 188, 478, 221, 948, 1792, 1307, 974, 1667,
    1218, 1644, 1290, 1741, 972, 680, 1504, 41, 574, 1494, 1185, 1554, 593, 180, 629, 2030, 1291, 428, 389, 542, 899,
    1905, 663, 317, 519, 538, 197, 1651, 1021, 1425, 248, 124, 38, 182, 1384, 1963, 1350, 365, 1220, 913, 1051, 788,
    990, 104, 498, 1248, 1677, 434, 1206, 70, 921, 1039, 1005, 937, 1351, 167, 105, 872, 1557, 1355, 202, 1820, 491,
    1142, 347, 854, 1427, 1347, 975, 1041, 243, 998, 94, 1007, 125, 1073, 1237, 2038, 382, 1626, 1035, 1627, 425, 866,
    648, 756, 173, 374, 1169, 1331, 61, 2002, 1853, 1366, 677, 501, 1926, 140, 250, 1381, 1549, 281, 1335, 1078, 1488,
    1870, 452, 711, 1117, 988, 551, 558, 1595, 882, 289, 797, 102, 2045, 1363, 199, 1515, 1822, 1231, 1614, 1196, 780,
    1516, 1053, 1770, 1628, 1958, 1707, 1170, 1606, 1506, 174, 1119, 1784, 1965, 1966, 1879, 1228, 179, 1122, 166, 421,
    1592, 801, 1935, 881, 1932, 1439, 1998, 1538, 33, 16, 150, 251, 1201, 1454, 1054, 693, 59, 1757, 232, 345, 1234,
    1861, 312, 1118, 1726, 859, 781, 1420, 897, 1699, 1534, 1760, 524, 683, 667, 408, 101, 1834, 923, 644, 642, 1044,
    1546, 1789, 1492, 588, 336, 1519, 1437, 1241, 1952, 1088, 853, 1920, 372, 1914, 1395, 1684, 1452, 1338, 1164, 1716,
    1734, 1387, 1487, 1077, 750, 787, 385, 1253, 239, 461, 1447, 1418, 1929, 1555, 784, 908, 1702, 1984, 1883, 2004,
    1141, 1979, 771, 649, 257, 1340, 945, 821, 548, 1607, 982, 223, 679, 512, 1720, 949, 1961, 1918, 1367, 183, 1217,
    851, 1156, 1302, 2012, 1860, 753, 1722, 1815, 1681, 1071, 1171, 2011, 1959, 1348, 1548, 2006, 1899, 1772, 1530,
    1001, 901, 1297, 418, 300, 302, 825, 244, 117, 611, 453, 697, 1601, 1195, 314, 1034, 759, 1462, 138, 2025, 353, 198,
    1906, 337, 191, 1037, 808, 1749, 399, 454, 135, 52, 554, 1137, 1276, 1061, 442, 1106, 170, 736, 119, 1714, 767,
    1908, 576, 1857, 1686, 20, 1775, 1927, 1886, 1212, 143, 1944, 464, 875, 917, 623, 1809, 2, 513, 1851, 2007, 1481,
    829, 1632, 775, 928, 931, 1441, 1573, 1578, 1047, 1143, 2036, 608, 308, 1801, 1756, 654, 1124, 176, 168, 6, 1324,
    581, 1219, 522, 577, 234, 537, 650, 911, 99, 290, 1123, 1732, 93, 835, 632, 299, 981, 534, 547, 733, 1497, 950, 160,
    21, 977, 1880, 1706, 1823, 869, 595, 291, 433, 704, 373, 190, 1376, 1019, 1841, 909, 1964, 591, 878, 1523, 456,
    1257, 1502, 1272, 1576, 1329, 446, 1386, 556, 758, 1303, 130, 757, 235, 462, 1704, 1512, 1759, 1769, 560, 1473,
    1791, 1997, 1160, 1059, 1429, 1456, 1638, 820, 634, 898, 1641, 1694, 1833, 1375, 1767, 779, 1130, 1100, 880, 1558,
    768, 1013, 1575, 200, 819, 1850, 1030, 1406, 1887, 962, 2047, 822, 559, 139, 158, 363, 564, 1921, 507, 1146, 1158,
    968, 369, 2009, 1438, 1808, 727, 327, 1067, 149, 1296, 450, 774, 1358, 60, 153, 905, 531, 1288, 1482, 1064, 76, 969,
    1891, 210, 1316, 626, 1252, 457, 1136, 1424, 1313, 1934, 732, 1690, 856, 823, 1378, 162, 2019, 550, 1776, 288, 267,
    979, 1650, 58, 1098, 1309, 568, 1068, 544, 1333, 1349, 1336, 1975, 1026, 1431, 717, 1070, 1590, 1339, 1260, 1254,
    748, 203, 466, 216, 1571, 1385, 1754, 707, 286, 986, 1624, 1925, 1300, 1167, 275, 1649, 1602, 432, 1214, 1799, 1971,
    1020, 1874, 499, 1613, 1325, 1991, 400, 726, 1693, 303, 817, 1460, 1796, 1780, 1446, 359, 1292, 763, 769, 1985,
    1190, 1046, 586, 2035, 1949, 557, 983, 1266, 484, 1391, 1982, 1640, 1524, 1885, 1689, 1656, 815, 1755, 1403, 1114,
    751, 1507, 481, 996, 947, 1072, 993, 1432, 973, 1639, 1705, 1423, 1157, 1320, 96, 1202, 1564, 1806, 740, 1995, 864,
    1903, 743, 272, 1259, 1890, 1402, 1848, 113, 841, 487, 1812, 1993, 1458, 1603, 1024, 832, 1898, 1574, 1258, 1617,
    573, 816, 1115, 1099, 1453, 468, 1208, 1579, 1388, 915, 1662, 1318, 84, 1615, 1491, 207, 1847, 599, 472, 1611, 1717,
    1786, 668, 1829, 1525, 1105, 1080, 2034, 441, 953, 460, 1620, 673, 85, 1184, 1471, 1373, 843, 529, 81, 1365, 1362,
    1240, 1570, 1049, 1544, 1585, 1308, 754, 1800, 24, 22, 596, 110, 762, 1472, 72, 1177, 627, 2021, 371, 652, 1633,
    698, 1750, 1654, 1692, 1357, 1543, 2015, 1990, 1782, 503, 1811, 2028, 1129, 1852, 1281, 313, 270, 0, 1604, 886, 729,
    2020, 1675, 1946, 686, 715, 1140, 1012, 1795, 1002, 1207, 933, 328, 184, 126, 827, 413, 1691, 144, 323, 459, 67,
    1211, 1310, 907, 1973, 833, 224, 1505, 728, 2046, 366, 403, 1455, 1536, 1986, 370, 1565, 540, 690, 1653, 1696, 811,
    1081, 344, 1485, 1138, 1703, 1500, 1451, 1199, 1029, 883, 1134, 1322, 333, 1390, 121, 885, 1622, 516, 1501, 1510,
    2032, 1205, 876, 341, 1243, 1015, 903, 49, 346, 1623, 1301, 1566, 1112, 1580, 1635, 332, 435, 722, 1468, 187, 1334,
    994, 776, 1261, 1657, 1839, 1695, 377, 1374, 354, 858, 694, 1353, 1970, 177, 657, 1593, 1023, 575, 1311, 655, 1377,
    616, 1014, 154, 1817, 68, 1683, 1052, 1215, 860, 646, 1643, 1678, 1532, 658, 383, 206, 2003, 1174, 1089, 1583, 1600,
    352, 339, 696, 830, 1126, 1596, 1994, 807, 438, 1589, 1011, 171, 407, 1111, 572, 1535, 1107, 1083, 1609, 489, 1125,
    417, 218, 685, 1807, 1009, 1233, 1354, 1040, 1250, 1827, 1180, 789, 1393, 1204, 136, 592, 227, 1845, 490, 380, 730,
    963, 62, 1729, 163, 1319, 1672, 261, 1832, 703, 222, 603, 1323, 1598, 579, 1380, 443, 1163, 930, 1957, 1209, 914,
    1372, 1407, 865, 1933, 1490, 791, 1831, 1246, 714, 1401, 1394, 1977, 515, 465, 1637, 1668, 304, 364, 1873, 891,
    1826, 1943, 211, 643, 175, 51, 951, 1186, 1075, 1236, 624, 294, 731, 1489, 892, 1803, 1882, 2005, 1306, 812, 1599,
    1270, 473, 1787, 1660, 1581, 874, 1980, 702, 925, 960, 939, 1553, 1923, 43, 1113, 1867, 1242, 1797, 1027, 870, 810,
    867, 1969, 1225, 1765, 1371, 1916, 1521, 1274, 1368, 1835, 1547, 1238, 79, 329, 594, 1317, 1866, 1247, 1433, 987,
    419, 1568, 617, 2042, 681, 1449, 262, 517, 350, 1661, 316, 1269, 1457, 1981, 504, 971, 746, 719, 1435, 530, 602,
    1816, 805, 665, 1520, 1273, 1188, 836, 1048, 1298, 2024, 2010, 804, 1008, 765, 1989, 525, 1894, 1244, 536, 1922,
    1910, 1976, 1728, 1268, 967, 1740, 1337, 2017, 1836, 1038, 1747, 1222, 1467, 1036, 1346, 1025, 631, 1550, 1664, 855,
    1551, 1674, 1477, 818, 56, 1221, 934, 895, 889, 128, 1794, 700, 1422, 1398, 247, 1682, 1003, 924, 381, 2001, 246,
    18, 1768, 228, 378, 271, 569, 1930, 625, 233, 164, 916, 561, 1162, 229, 1176, 296, 828, 678, 800, 334, 1498, 367,
    508, 362, 236, 1436, 204, 1055, 301, 890, 476, 710, 1148, 1648, 582, 920, 1499, 351, 493, 1582, 1942, 783, 799, 47,
    675, 1426, 1937, 842, 958, 862, 483, 514, 1939, 1102, 1788, 826, 1131, 1586, 1172, 1116, 192, 1710, 1625, 1450, 600,
    1280, 620, 656, 1919, 1182, 770, 152, 1931, 1345, 1133, 1389, 1145, 1522, 839, 1655, 1224, 571, 1255, 214, 1751,
    1618, 1798, 997, 1173, 1459, 1486, 331, 1901, 954, 989, 82, 676, 379, 1630, 1518, 590, 1445, 651, 737, 630, 1416,
    217, 955, 893, 1584, 320, 1945, 321, 1278, 1294, 307, 539, 1263, 1849, 682, 580, 691, 225, 1680, 1527, 1634, 1591,
    1719, 1736, 609, 2026, 1342, 1724, 1878, 2008, 1235, 215, 1711, 330, 1897, 744, 45, 1865, 1097, 237, 402, 1762, 108,
    9, 66, 545, 1369, 398, 1652, 847, 659, 1577, 1062, 1094, 1069, 615, 477, 1286, 1619, 445, 1058, 724, 1537, 995, 181,
    315, 269, 1830, 2037, 1698, 1992, 1065, 1031, 156, 1121, 1168, 1474, 1101, 1862, 1561, 120, 1382, 1896, 1988, 1552,
    1889, 1517, 69, 1289, 89, 509, 785, 1871, 1864, 2013, 1673, 1868, 1818, 426, 1909, 1610, 306, 1147, 74, 134, 1104,
    88, 283, 1434, 794, 1814, 1758, 840, 1392, 653, 2027, 660, 1284, 1687, 494, 1907, 1465, 1960, 1079, 1413, 782, 1312,
    1513, 1419, 919, 1612, 1194, 1344, 1480, 718, 1676, 1821, 1855, 1854, 1191, 1858, 984, 1341, 209, 264, 1256, 1189,
    165, 1869, 129, 1953, 1533, 1155, 1314, 2023, 1802, 1526, 259, 527, 638, 1091, 1090, 287, 773, 671, 803, 394, 943,
    712, 597, 670, 1737, 455, 431, 1004, 1877, 1621, 1540, 1328, 1476, 502, 1484, 1175, 1594, 1287, 1356, 401, 1096,
    1895, 358, 1912, 1738, 792, 1085, 976, 918, 1730, 368, 1361, 1790, 1978, 1987, 980, 1616, 412, 888, 396, 725, 50,
    194, 1766, 2044, 1697, 386, 1503, 689, 526, 863, 393, 1872, 944, 1151, 772, 273, 1962, 723, 1463, 185, 1332, 961,
    310, 1884, 633, 583, 985, 1721, 1893, 1410, 1042, 1911, 2031, 1110, 1708, 497, 845, 349, 1642, 1999, 1746, 1193,
    1956, 1723, 397, 1947, 1773, 1838, 1139, 78, 1414, 1479, 567, 838, 806, 1688, 935, 1666, 1629, 1713, 1045, 1203,
    511, 1282, 598, 1417, 1000, 1825, 965, 1200, 1508, 814,
};

static const uint8_t chinese_traditional_text[] =
    "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其些"
    "然前外天政四日那社義事平形相全表間樣與關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系軍很情者最立代想已通並提直題黨程展五果料象員革位入常文總次品式活設及管特件長求老頭基資邊流路級少圖山統接知較"
    "將組見計別她手角期根論運農指幾九區強放決西被幹做必戰先回則任取據處隊南給色光門即保治北造百規熱領七海口東導器壓志世金增爭濟階油思術極交受聯什認六共權收證改清美再採轉更單風切打白教速花帶安場身車例真務具萬每目至達走積示議聲報鬥完"
    "類八離華名確才科張信馬節話米整空元況今集溫傳土許步群廣石記需段研界拉林律叫且究觀越織裝影算低持音眾書布复容兒須際商非驗連斷深難近礦千週委素技備半辦青省列習響約支般史感勞便團往酸歷市克何除消構府稱太準精值號率族維劃選標寫存候毛親"
    "快效斯院查江型眼王按格養易置派層片始卻專狀育廠京識適屬圓包火住調滿縣局照參紅細引聽該鐵價嚴首底液官德隨病蘇失爾死講配女黃推顯談罪神藝呢席含企望密批營項防舉球英氧勢告李台落木幫輪破亞師圍注遠字材排供河態封另施減樹溶怎止案言士均武"
    "固葉魚波視僅費緊愛左章早朝害續輕服試食充兵源判護司足某練差致板田降黑犯負擊范繼興似餘堅曲輸修故城夫夠送筆船佔右財吃富春職覺漢畫功巴跟雖雜飛檢吸助昇陽互初創抗考投壞策古徑換未跑留鋼曾端責站簡述錢副盡帝射草衝承獨令限阿宣環雙請超微"
    "讓控州良軸找否紀益依優頂礎載倒房突坐粉敵略客袁冷勝絕析塊劑測絲協訴念陳仍羅鹽友洋錯苦夜刑移頻逐靠混母短皮終聚汽村雲哪既距衛停烈央察燒迅境若印洲刻括激孔搞甚室待核校散侵吧甲遊久菜味舊模湖貨損預阻毫普穩乙媽植息擴銀語揮酒守拿序紙醫"
    "缺雨嗎針劉啊急唱誤訓願審附獲茶鮮糧斤孩脫硫肥善龍演父漸血歡械掌歌沙剛攻謂盾討晚粒亂燃矛乎殺藥寧魯貴鐘煤讀班伯香介迫句豐培握蘭擔弦蛋沉假穿執答樂誰順煙縮徵臉喜松腳困異免背星福買染井概慢怕磁倍祖皇促靜補評翻肉踐尼衣寬揚棉希傷操垂秋"
    "宜氫套督振架亮末憲慶編牛觸映雷銷詩座居抓裂胞呼娘景威綠晶厚盟衡雞孫延危膠屋鄉臨陸顧掉呀燈歲措束耐劇玉趙跳哥季課凱胡額款紹卷齊偉蒸殖永宗苗川爐岩弱零楊奏沿露桿探滑鎮飯濃航懷趕庫奪伊靈稅途滅賽歸召鼓播盤裁險康唯錄菌純借糖蓋橫符私努"
    "堂域槍潤幅哈竟熟蟲澤腦壤碳歐遍側寨敢徹慮斜薄庭納彈飼伸折麥濕暗荷瓦塞床築惡戶訪塔奇透梁刀旋跡卡氯遇份毒泥退洗擺灰彩賣耗夏擇忙銅獻硬予繁圈雪函亦抽篇陣陰丁尺追堆雄迎泛爸樓避謀噸野豬旗累偏典館索秦脂潮爺豆忽托驚塑遺愈朱替纖粗傾尚痛"
    "楚謝奮購磨君池旁碎骨監捕弟暴割貫殊釋詞亡壁頓寶午塵聞揭炮殘冬橋婦警綜招吳付浮遭徐您搖谷贊箱隔訂男吹園紛唐敗宋玻巨耕坦榮閉灣鍵凡駐鍋救恩剝凝鹼齒截煉麻紡禁廢盛版緩淨睛昌婚涉筒嘴插岸朗莊街藏姑貿腐奴啦慣乘夥恢勻紗扎辯耳彪臣億璃抵脈"
    "秀薩俄網舞店噴縱寸汗掛洪賀閃柬爆烯津稻牆軟勇像滾厘蒙芳肯坡柱盪腿儀旅尾軋冰貢登黎削鑽勒逃障氨郭峰幣港伏軌畝畢擦莫刺浪秘援株健售股島甘泡睡童鑄湯閥休匯舍牧繞炸哲磷績朋淡尖啟陷柴呈徒顏淚稍忘泵藍拖洞授鏡辛壯鋒貧虛彎摩泰幼廷尊窗綱弄"
    "隸疑氏宮姐震瑞怪尤琴循描膜違夾腰緣珠窮森枝竹溝催繩憶邦剩幸漿欄擁牙貯禮濾鈉紋罷拍咱喊袖埃勤罰焦潛伍墨欲縫姓刊飽仿獎鋁鬼麗跨默挖鏈掃喝袋炭污幕諸弧勵梅奶潔災舟鑑苯訟抱毀懂寒智埔寄屆躍渡挑丹艱貝碰拔爹戴碼夢芽熔赤漁哭敬顆奔鉛仲虎稀"
    "妹乏珍申桌遵允隆螺倉魏銳曉氮兼隱礙赫撥忠肅缸牽搶博巧殼兄杜訊誠碧祥柯頁巡矩悲灌齡倫票尋桂鋪聖恐恰鄭趣抬荒騰貼柔滴猛闊輛妻填撤儲簽鬧擾紫砂遞戲吊陶伐餵療瓶婆撫臂摸忍蝦蠟鄰胸鞏擠偶棄槽勁乳鄧吉仁爛磚租烏艦伴瓜淺丙暫燥橡柳迷暖牌秧膽"
    "詳簧踏瓷譜呆賓糊洛輝憤競隙怒粘乃緒肩籍敏塗熙皆偵懸掘享糾醒狂鎖淀恨牲霸爬賞逆玩陵祝秒浙貌役彼悉鴨趨鳳晨畜輩秩卵署梯炎灘棋驅篩峽冒啥壽譯浸泉帽遲矽疆貸漏稿冠嫩脅芯牢叛蝕奧鳴嶺羊憑串塘繪酵融盆錫廟籌凍輔攝襲筋拒僚旱鉀鳥漆沈眉疏添棒"
    "穗硝韓逼扭僑涼挺碗栽炒杯患餾勸豪遼勃鴻旦吏拜狗埋輥掩飲搬罵辭勾扣估蔣絨霧丈朵姆擬宇輯陝雕償蓄崇剪倡廳咬駛薯刷斥番賦奉佛澆漫曼扇鈣桃扶仔返俗虧腔鞋棱覆框悄叔撞騙勘旺沸孤吐孟渠屈疾妙惜仰狠脹諧拋黴桑崗嘛衰盜滲臟賴湧甜曹閱肌哩厲烴緯"
    "毅昨偽症煮嘆釘搭莖籠酷偷弓錐恆傑坑鼻翼綸敘獄逮罐絡棚抑膨蔬寺驟穆冶枯冊屍凸紳坯犧焰轟欣晉瘦禦錠錦喪旬鍛壟搜撲邀亭酯邁舒脆酶閒憂酚頑羽漲卸仗陪闢懲杭姚肚捉飄漂昆欺吾郎烷汁呵飾蕭雅郵遷燕撒姻赴宴煩債帳斑鈴旨醇董餅雛姿拌傅腹妥揉賢拆"
    "歪葡胺丟浩徽昂墊擋覽貪慰繳汪慌馮諾姜誼兇劣誣耀昏躺盈騎喬溪叢盧抹悶諮刮駕纜悟摘鉺擲頗幻柄惠慘佳仇臘窩滌劍瞧堡潑蔥罩霍撈胎蒼濱倆捅湘砍霞邵萄瘋淮遂熊糞烘宿檔戈駁嫂裕徙箭捐腸撐曬辨殿蓮攤攪醬屏疫哀蔡堵沫皺暢疊閣萊敲轄鉤痕壩巷餓禍丘"
    "玄溜曰邏彭嘗卿妨艇吞韋怨矮歇"
    ;
static const uint16_t chinese_traditional_offsets[2049] = {
    0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 36, 39, 42, 45, 48, 51, 54, 57, 60, 63, 66, 69, 72, 75, 78, 81, 84, 87,
    90, 93, 96, 99, 102, 105, 108, 111, 114, 117, 120, 123, 126, 129, 132, 135, 138, 141, 144, 147, 150, 153, 156, 159,
    162, 165, 168, 171, 174, 177, 180, 183, 186, 189, 192, 195, 198, 201, 204, 207, 210, 213, 216, 219, 222, 225, 228,
    231, 234, 237, 240, 243, 246, 249, 252, 255, 258, 261, 264, 267, 270, 273, 276, 279, 282, 285, 288, 291, 294, 297,
    300, 303, 306, 309, 312, 315, 318, 321, 324, 327, 330, 333, 336, 339, 342, 345, 348, 351, 354, 357, 360, 363, 366,
    369, 372, 375, 378, 381, 384, 387, 390, 393, 396, 399, 402, 405, 408, 411, 414, 417, 420, 423, 426, 429, 432, 435,
    438, 441, 444, 447, 450, 453, 456, 459, 462, 465, 468, 471, 474, 477, 480, 483, 486, 489, 492, 495, 498, 501, 504,
    507, 510, 513, 516, 519, 522, 525, 528, 531, 534, 537, 540, 543, 546, 549, 552, 555, 558, 561, 564, 567, 570, 573,
    576, 579, 582, 585, 588, 591, 594, 597, 600, 603, 606, 609, 612, 615, 618, 621, 624, 627, 630, 633, 636, 639, 642,
    645, 648, 651, 654, 657, 660, 663, 666, 669, 672, 675, 678, 681, 684, 687, 690, 693, 696, 699, 702, 705, 708, 711,
    714, 717, 720, 723, 726, 729, 732, 735, 738, 741, 744, 747, 750, 753, 756, 759, 762, 765, 768, 771, 774, 777, 780,
    783, 786, 789, 792, 795, 798, 801, 804, 807, 810, 813, 816, 819, 822, 825, 828, 831, 834, 837, 840, 843, 846, 849,
    852, 855, 858, 861, 864, 867, 870, 873, 876, 879, 882, 885, 888, 891, 894, 897, 900, 903, 906, 909, 912, 915, 918,
    921, 924, 927, 930, 933, 936, 939, 942, 945, 948, 951, 954, 957, 960, 963, 966, 969, 972, 975, 978, 981, 984, 987,
    990, 993, 996, 999, 1002, 1005, 1008, 1011, 1014, 1017, 1020, 1023, 1026, 1029, 1032, 1035, 1038, 1041, 1044, 1047,
    1050, 1053, 1056, 1059, 1062, 1065, 1068, 1071, 1074, 1077, 1080, 1083, 1086, 1089, 1092, 1095, 1098, 1101, 1104,
    1107, 1110, 1113, 1116, 1119, 1122, 1125, 1128, 1131, 1134, 1137, 1140, 1143, 1146, 1149, 1152, 1155, 1158, 1161,
    1164, 1167, 1170, 1173, 1176, 1179, 1182, 1185, 1188, 1191, 1194, 1197, 1200, 1203, 1206, 1209, 1212, 1215, 1218,
    1221, 1224, 1227, 1230, 1233, 1236, 1239, 1242, 1245, 1248, 1251, 1254, 1257, 1260, 1263, 1266, 1269, 1272, 1275,
    1278, 1281, 1284, 1287, 1290, 1293, 1296, 1299, 1302, 1305, 1308, 1311, 1314, 1317, 1320, 1323, 1326, 1329, 1332,
    1335, 1338, 1341, 1344, 1347, 1350, 1353, 1356, 1359, 1362, 1365, 1368, 1371, 1374, 1377, 1380, 1383, 1386, 1389,
    1392, 1395, 1398, 1401, 1404, 1407, 1410, 1413, 1416, 1419, 1422, 1425, 1428, 1431, 1434, 1437, 1440, 1443, 1446,
    1449, 1452, 1455, 1458, 1461, 1464, 1467, 1470, 1473, 1476, 1479, 1482, 1485, 1488, 1491, 1494, 1497, 1500, 1503,
    1506, 1509, 1512, 1515, 1518, 1521, 1524, 1527, 1530, 1533, 1536, 1539, 1542, 1545, 1548, 1551, 1554, 1557, 1560,
    1563, 1566, 1569, 1572, 1575, 1578, 1581, 1584, 1587, 1590, 1593, 1596, 1599, 1602, 1605, 1608, 1611, 1614, 1617,
    1620, 1623, 1626, 1629, 1632, 1635, 1638, 1641, 1644, 1647, 1650, 1653, 1656, 1659, 1662, 1665, 1668, 1671, 1674,
    1677, 1680, 1683, 1686, 1689, 1692, 1695, 1698, 1701, 1704, 1707, 1710, 1713, 1716, 1719, 1722, 1725, 1728, 1731,
    1734, 1737, 1740, 1743, 1746, 1749, 1752, 1755, 1758, 1761, 1764, 1767, 1770, 1773, 1776, 1779, 1782, 1785, 1788,
    1791, 1794, 1797, 1800, 1803, 1806, 1809, 1812, 1815, 1818, 1821, 1824, 1827, 1830, 1833, 1836, 1839, 1842, 1845,
    1848, 1851, 1854, 1857, 1860, 1863, 1866, 1869, 1872, 1875, 1878, 1881, 1884, 1887, 1890, 1893, 1896, 1899, 1902,
    1905, 1908, 1911, 1914, 1917, 1920, 1923, 1926, 1929, 1932, 1935, 1938, 1941, 1944, 1947, 1950, 1953, 1956, 1959,
    1962, 1965, 1968, 1971, 1974, 1977, 1980, 1983, 1986, 1989, 1992, 1995, 1998, 2001, 2004, 2007, 2010, 2013, 2016,
    2019, 2022, 2025, 2028, 2031, 2034, 2037, 2040, 2043, 2046, 2049, 2052, 2055, 2058, 2061, 2064, 2067, 2070, 2073,
    2076, 2079, 2082, 2085, 2088, 2091, 2094, 2097, 2100, 2103, 2106, 2109, 2112, 2115, 2118, 2121, 2124, 2127, 2130,
    2133, 2136, 2139, 2142, 2145, 2148, 2151, 2154, 2157, 2160, 2163, 2166, 2169, 2172, 2175, 2178, 2181, 2184, 2187,
    2190, 2193, 2196, 2199, 2202, 2205, 2208, 2211, 2214, 2217, 2220, 2223, 2226, 2229, 2232, 2235, 2238, 2241, 2244,
    2247, 2250, 2253, 2256, 2259, 2262, 2265, 2268, 2271, 2274, 2277, 2280, 2283, 2286, 2289, 2292, 2295, 2298, 2301,
    2304, 2307, 2310, 2313, 2316, 2319, 2322, 2325, 2328, 2331, 2334, 2337, 2340, 2343, 2346, 2349, 2352, 2355, 2358,
    2361, 2364, 2367, 2370, 2373, 2376, 2379, 2382, 2385, 2388, 2391, 2394, 2397, 2400, 2403, 2406, 2409, 2412, 2415,
    2418, 2421, 2424, 2427, 2430, 2433, 2436, 2439, 2442, 2445, 2448, 2451, 2454, 2457, 2460, 2463, 2466, 2469, 2472,
    2475, 2478, 2481, 2484, 2487, 2490, 2493, 2496, 2499, 2502, 2505, 2508, 2511, 2514, 2517, 2520, 2523, 2526, 2529,
    2532, 2535, 2538, 2541, 2544, 2547, 2550, 2553, 2556, 2559, 2562, 2565, 2568, 2571, 2574, 2577, 2580, 2583, 2586,
    2589, 2592, 2595, 2598, 2601, 2604, 2607, 2610, 2613, 2616, 2619, 2622, 2625, 2628, 2631, 2634, 2637, 2640, 2643,
    2646, 2649, 2652, 2655, 2658, 2661, 2664, 2667, 2670, 2673, 2676, 2679, 2682, 2685, 2688, 2691, 2694, 2697, 2700,
    2703, 2706, 2709, 2712, 2715, 2718, 2721, 2724, 2727, 2730, 2733, 2736, 2739, 2742, 2745, 2748, 2751, 2754, 2757,
    2760, 2763, 2766, 2769, 2772, 2775, 2778, 2781, 2784, 2787, 2790, 2793, 2796, 2799, 2802, 2805, 2808, 2811, 2814,
    2817, 2820, 2823, 2826, 2829, 2832, 2835, 2838, 2841, 2844, 2847, 2850, 2853, 2856, 2859, 2862, 2865, 2868, 2871,
    2874, 2877, 2880, 2883, 2886, 2889, 2892, 2895, 2898, 2901, 2904, 2907, 2910, 2913, 2916, 2919, 2922, 2925, 2928,
    2931, 2934, 2937, 2940, 2943, 2946, 2949, 2952, 2955, 2958, 2961, 2964, 2967, 2970, 2973, 2976, 2979, 2982, 2985,
    2988, 2991, 2994, 2997, 3000, 3003, 3006, 3009, 3012, 3015, 3018, 3021, 3024, 3027, 3030, 3033, 3036, 3039, 3042,
    3045, 3048, 3051, 3054, 3057, 3060, 3063, 3066, 3069, 3072, 3075, 3078, 3081, 3084, 3087, 3090, 3093, 3096, 3099,
    3102, 3105, 3108, 3111, 3114, 3117, 3120, 3123, 3126, 3129, 3132, 3135, 3138, 3141, 3144, 3147, 3150, 3153, 3156,
    3159, 3162, 3165, 3168, 3171, 3174, 3177, 3180, 3183, 3186, 3189, 3192, 3195, 3198, 3201, 3204, 3207, 3210, 3213,
    3216, 3219, 3222, 3225, 3228, 3231, 3234, 3237, 3240, 3243, 3246, 3249, 3252, 3255, 3258, 3261, 3264, 3267, 3270,
    3273, 3276, 3279, 3282, 3285, 3288, 3291, 3294, 3297, 3300, 3303, 3306, 3309, 3312, 3315, 3318, 3321, 3324, 3327,
    3330, 3333, 3336, 3339, 3342, 3345, 3348, 3351, 3354, 3357, 3360, 3363, 3366, 3369, 3372, 3375, 3378, 3381, 3384,
    3387, 3390, 3393, 3396, 3399, 3402, 3405, 3408, 3411, 3414, 3417, 3420, 3423, 3426, 3429, 3432, 3435, 3438, 3441,
    3444, 3447, 3450, 3453, 3456, 3459, 3462, 3465, 3468, 3471, 3474, 3477, 3480, 3483, 3486, 3489, 3492, 3495, 3498,
    3501, 3504, 3507, 3510, 3513, 3516, 3519, 3522, 3525, 3528, 3531, 3534, 3537, 3540, 3543, 3546, 3549, 3552, 3555,
    3558, 3561, 3564, 3567, 3570, 3573, 3576, 3579, 3582, 3585, 3588, 3591, 3594, 3597, 3600, 3603, 3606, 3609, 3612,
    3615, 3618, 3621, 3624, 3627, 3630, 3633, 3636, 3639, 3642, 3645, 3648, 3651, 3654, 3657, 3660, 3663, 3666, 3669,
    3672, 3675, 3678, 3681, 3684, 3687, 3690, 3693, 3696, 3699, 3702, 3705, 3708, 3711, 3714, 3717, 3720, 3723, 3726,
    3729, 3732, 3735, 3738, 3741, 3744, 3747, 3750, 3753, 3756, 3759, 3762, 3765, 3768, 3771, 3774, 3777, 3780, 3783,
    3786, 3789, 3792, 3795, 3798, 3801, 3804, 3807, 3810, 3813, 3816, 3819, 3822, 3825, 3828, 3831, 3834, 3837, 3840,
    3843, 3846, 3849, 3852, 3855, 3858, 3861, 3864, 3867, 3870, 3873, 3876, 3879, 3882, 3885, 3888, 3891, 3894, 3897,
    3900, 3903, 3906, 3909, 3912, 3915, 3918, 3921, 3924, 3927, 3930, 3933, 3936, 3939, 3942, 3945, 3948, 3951, 3954,
    3957, 3960, 3963, 3966, 3969, 3972, 3975, 3978, 3981, 3984, 3987, 3990, 3993, 3996, 3999, 4002, 4005, 4008, 4011,
    4014, 4017, 4020, 4023, 4026, 4029, 4032, 4035, 4038, 4041, 4044, 4047, 4050, 4053, 4056, 4059, 4062, 4065, 4068,
    4071, 4074, 4077, 4080, 4083, 4086, 4089, 4092, 4095, 4098, 4101, 4104, 4107, 4110, 4113, 4116, 4119, 4122, 4125,
    4128, 4131, 4134, 4137, 4140, 4143, 4146, 4149, 4152, 4155, 4158, 4161, 4164, 4167, 4170, 4173, 4176, 4179, 4182,
    4185, 4188, 4191, 4194, 4197, 4200, 4203, 4206, 4209, 4212, 4215, 4218, 4221, 4224, 4227, 4230, 4233, 4236, 4239,
    4242, 4245, 4248, 4251, 4254, 4257, 4260, 4263, 4266, 4269, 4272, 4275, 4278, 4281, 4284, 4287, 4290, 4293, 4296,
    4299, 4302, 4305, 4308, 4311, 4314, 4317, 4320, 4323, 4326, 4329, 4332, 4335, 4338, 4341, 4344, 4347, 4350, 4353,
    4356, 4359, 4362, 4365, 4368, 4371, 4374, 4377, 4380, 4383, 4386, 4389, 4392, 4395, 4398, 4401, 4404, 4407, 4410,
    4413, 4416, 4419, 4422, 4425, 4428, 4431, 4434, 4437, 4440, 4443, 4446, 4449, 4452, 4455, 4458, 4461, 4464, 4467,
    4470, 4473, 4476, 4479, 4482, 4485, 4488, 4491, 4494, 4497, 4500, 4503, 4506, 4509, 4512, 4515, 4518, 4521, 4524,
    4527, 4530, 4533, 4536, 4539, 4542, 4545, 4548, 4551, 4554, 4557, 4560, 4563, 4566, 4569, 4572, 4575, 4578, 4581,
    4584, 4587, 4590, 4593, 4596, 4599, 4602, 4605, 4608, 4611, 4614, 4617, 4620, 4623, 4626, 4629, 4632, 4635, 4638,
    4641, 4644, 4647, 4650, 4653, 4656, 4659, 4662, 4665, 4668, 4671, 4674, 4677, 4680, 4683, 4686, 4689, 4692, 4695,
    4698, 4701, 4704, 4707, 4710, 4713, 4716, 4719, 4722, 4725, 4728, 4731, 4734, 4737, 4740, 4743, 4746, 4749, 4752,
    4755, 4758, 4761, 4764, 4767, 4770, 4773, 4776, 4779, 4782, 4785, 4788, 4791, 4794, 4797, 4800, 4803, 4806, 4809,
    4812, 4815, 4818, 4821, 4824, 4827, 4830, 4833, 4836, 4839, 4842, 4845, 4848, 4851, 4854, 4857, 4860, 4863, 4866,
    4869, 4872, 4875, 4878, 4881, 4884, 4887, 4890, 4893, 4896, 4899, 4902, 4905, 4908, 4911, 4914, 4917, 4920, 4923,
    4926, 4929, 4932, 4935, 4938, 4941, 4944, 4947, 4950, 4953, 4956, 4959, 4962, 4965, 4968, 4971, 4974, 4977, 4980,
    4983, 4986, 4989, 4992, 4995, 4998, 5001, 5004, 5007, 5010, 5013, 5016, 5019, 5022, 5025, 5028, 5031, 5034, 5037,
    5040, 5043, 5046, 5049, 5052, 5055, 5058, 5061, 5064, 5067, 5070, 5073, 5076, 5079, 5082, 5085, 5088, 5091, 5094,
    5097, 5100, 5103, 5106, 5109, 5112, 5115, 5118, 5121, 5124, 5127, 5130, 5133, 5136, 5139, 5142, 5145, 5148, 5151,
    5154, 5157, 5160, 5163, 5166, 5169, 5172, 5175, 5178, 5181, 5184, 5187, 5190, 5193, 5196, 5199, 5202, 5205, 5208,
    5211, 5214, 5217, 5220, 5223, 5226, 5229, 5232, 5235, 5238, 5241, 5244, 5247, 5250, 5253, 5256, 5259, 5262, 5265,
    5268, 5271, 5274, 5277, 5280, 5283, 5286, 5289, 5292, 5295, 5298, 5301, 5304, 5307, 5310, 5313, 5316, 5319, 5322,
    5325, 5328, 5331, 5334, 5337, 5340, 5343, 5346, 5349, 5352, 5355, 5358, 5361, 5364, 5367, 5370, 5373, 5376, 5379,
    5382, 5385, 5388, 5391, 5394, 5397, 5400, 5403, 5406, 5409, 5412, 5415, 5418, 5421, 5424, 5427, 5430, 5433, 5436,
    5439, 5442, 5445, 5448, 5451, 5454, 5457, 5460, 5463, 5466, 5469, 5472, 5475, 5478, 5481, 5484, 5487, 5490, 5493,
    5496, 5499, 5502, 5505, 5508, 5511, 5514, 5517, 5520, 5523, 5526, 5529, 5532, 5535, 5538, 5541, 5544, 5547, 5550,
    5553, 5556, 5559, 5562, 5565, 5568, 5571, 5574, 5577, 5580, 5583, 5586, 5589, 5592, 5595, 5598, 5601, 5604, 5607,
    5610, 5613, 5616, 5619, 5622, 5625, 5628, 5631, 5634, 5637, 5640, 5643, 5646, 5649, 5652, 5655, 5658, 5661, 5664,
    5667, 5670, 5673, 5676, 5679, 5682, 5685, 5688, 5691, 5694, 5697, 5700, 5703, 5706, 5709, 5712, 5715, 5718, 5721,
    5724, 5727, 5730, 5733, 5736, 5739, 5742, 5745, 5748, 5751, 5754, 5757, 5760, 5763, 5766, 5769, 5772, 5775, 5778,
    5781, 5784, 5787, 5790, 5793, 5796, 5799, 5802, 5805, 5808, 5811, 5814, 5817, 5820, 5823, 5826, 5829, 5832, 5835,
    5838, 5841, 5844, 5847, 5850, 5853, 5856, 5859, 5862, 5865, 5868, 5871, 5874, 5877, 5880, 5883, 5886, 5889, 5892,
    5895, 5898, 5901, 5904, 5907, 5910, 5913, 5916, 5919, 5922, 5925, 5928, 5931, 5934, 5937, 5940, 5943, 5946, 5949,
    5952, 5955, 5958, 5961, 5964, 5967, 5970, 5973, 5976, 5979, 5982, 5985, 5988, 5991, 5994, 5997, 6000, 6003, 6006,
    6009, 6012, 6015, 6018, 6021, 6024, 6027, 6030, 6033, 6036, 6039, 6042, 6045, 6048, 6051, 6054, 6057, 6060, 6063,
    6066, 6069, 6072, 6075, 6078, 6081, 6084, 6087, 6090, 6093, 6096, 6099, 6102, 6105, 6108, 6111, 6114, 6117, 6120,
    6123, 6126, 6129, 6132, 6135, 6138, 6141, 6144,
};
static const uint16_t chinese_traditional_sorted[2048] = {
    1, 1092, 274, 1731, 64, 13, 44, 4, 376, 282, 2033, 1572, 1924, 182, 10, 1670, 1448, 36, 1597, 764, 65, 834, 1470,
    1229, 777, 241, 42, 1560, 831, 5, 1082, 123, 80, 639, 189, 879, 112, 541, 1149, 292, 1087, 1608, 475, 1863, 910, 8,
    295, 1563, 1968, 357, 846, 713, 1761, 19, 1876, 1166, 178, 669, 17, 1785, 1466, 208, 255, 1066, 1411, 521, 992,
    1404, 1293, 1541, 1315, 844, 1727, 1569, 1043, 605, 151, 195, 384, 482, 618, 430, 1753, 26, 142, 1967, 95, 21, 322,
    549, 687, 760, 423, 887, 1245, 1763, 266, 348, 610, 1983, 1478, 14, 884, 23, 692, 449, 1010, 1743, 1509, 439, 857,
    966, 1108, 249, 739, 1304, 1032, 1605, 1556, 1819, 1810, 1915, 1823, 409, 1379, 360, 1904, 900, 1127, 570, 1265,
    1700, 1685, 495, 1275, 1239, 1739, 688, 1531, 1475, 355, 1496, 584, 1940, 252, 263, 429, 873, 392, 196, 137, 127,
    90, 340, 169, 297, 298, 585, 111, 325, 1109, 1483, 1842, 305, 1645, 1658, 1159, 1279, 1840, 701, 1679, 1198, 1192,
    959, 1844, 29, 1086, 1060, 31, 311, 1409, 721, 414, 640, 587, 230, 148, 1955, 25, 92, 1748, 1299, 749, 254, 1283,
    114, 824, 1197, 1383, 1742, 661, 1144, 641, 444, 952, 795, 1972, 706, 73, 628, 87, 1941, 636, 1016, 1559, 1712,
    1264, 1285, 39, 1774, 324, 702, 422, 532, 1400, 1428, 1709, 1232, 1725, 480, 77, 268, 1316, 242, 63, 404, 1153, 410,
    709, 260, 1493, 1063, 747, 938, 265, 1636, 964, 1875, 470, 2040, 1267, 932, 145, 1805, 100, 488, 146, 205, 716, 141,
    1771, 256, 293, 1663, 1950, 276, 647, 848, 553, 161, 375, 999, 35, 535, 420, 619, 589, 621, 133, 107, 1562, 1539,
    40, 343, 1715, 1778, 155, 1135, 2043, 684, 761, 520, 1165, 635, 1178, 1888, 946, 1587, 1330, 533, 518, 766, 1892,
    926, 157, 7, 1745, 1396, 2016, 201, 1022, 193, 956, 1804, 735, 1461, 1321, 1181, 1305, 1006, 798, 395, 796, 165,
    1327, 1646, 1227, 813, 1397, 868, 1421, 1856, 1948, 309, 793, 1813, 2039, 1793, 1216, 279, 1249, 1103, 496, 118,
    253, 109, 871, 565, 1084, 15, 543, 1179, 479, 220, 424, 361, 3, 27, 563, 695, 1824, 1271, 1187, 1846, 902, 458,
    1399, 1718, 612, 1442, 1018, 859, 850, 213, 1017, 607, 1095, 1974, 336, 319, 2018, 705, 1120, 1056, 1602, 1671,
    1050, 1529, 1154, 745, 1928, 284, 1405, 1150, 280, 645, 1859, 1028, 2029, 562, 1343, 1647, 390, 1076, 115, 54, 720,
    614, 1456, 1230, 11, 116, 436, 613, 741, 505, 1370, 1057, 1752, 978, 1464, 906, 1665, 991, 1132, 510, 1226, 1430,
    231, 103, 75, 1783, 1917, 2041, 1469, 1528, 1733, 469, 1360, 1223, 1408, 406, 1881, 1938, 1900, 1913, 929, 927,
    1545, 1213, 1161, 778, 2000, 1659, 46, 752, 546, 448, 1779, 957, 1777, 809, 936, 57, 106, 1735, 786, 318, 1183, 338,
    970, 500, 55, 904, 699, 672, 755, 1359, 578, 1902, 71, 391, 1996, 1443, 523, 622, 1440, 742, 86, 837, 1033, 802,
    447, 896, 1152, 1251, 1837, 552, 664, 226, 471, 1352, 1511, 32, 278, 83, 219, 1326, 1128, 1364, 30, 1093, 894, 1277,
    486, 922, 1444, 1781, 940, 1843, 2014, 188, 467, 478, 221, 974, 1218, 1290, 1307, 1644, 1741, 1792, 1667, 972, 680,
    1504, 41, 574, 1494, 1185, 593, 180, 629, 2030, 428, 389, 899, 663, 542, 519, 1905, 317, 197, 1651, 1021, 1425,
    1291, 538, 124, 38, 1384, 248, 1963, 1350, 240, 1051, 788, 498, 1248, 434, 70, 921, 990, 1039, 1005, 1677, 474,
    1206, 365, 1744, 937, 1351, 167, 1355, 202, 1820, 491, 1142, 854, 1427, 975, 347, 243, 1041, 1347, 125, 1073, 1237,
    2038, 382, 1626, 1627, 425, 756, 173, 374, 53, 1169, 648, 1331, 61, 2002, 97, 1366, 677, 866, 501, 1035, 1926, 140,
    250, 1549, 281, 1335, 1078, 1488, 452, 711, 1117, 558, 1595, 882, 289, 797, 102, 2045, 1363, 1822, 1515, 1231, 1614,
    1196, 780, 1516, 1770, 1628, 1958, 1707, 1170, 1506, 1953, 174, 1784, 1965, 1053, 179, 1122, 166, 573, 421, 551,
    1935, 1966, 881, 1228, 1036, 1932, 913, 1870, 1669, 1592, 912, 1381, 1439, 104, 1879, 988, 1606, 1998, 33, 16, 150,
    1201, 251, 1538, 1454, 1054, 693, 59, 1757, 232, 345, 1234, 312, 1118, 1726, 1699, 1760, 524, 683, 667, 408, 101,
    1834, 923, 644, 642, 1044, 1519, 1437, 1241, 1952, 1088, 1920, 372, 1789, 1914, 1395, 1684, 1452, 1338, 1164, 1716,
    750, 787, 385, 239, 461, 1447, 1418, 908, 1702, 1984, 1883, 2004, 1141, 1420, 1340, 945, 821, 548, 1607, 1253, 306,
    982, 223, 679, 512, 1720, 949, 1918, 1367, 183, 1217, 897, 649, 851, 1156, 784, 1302, 771, 1171, 1860, 753, 1722,
    1815, 1492, 1959, 1348, 1548, 1979, 2006, 1899, 1772, 1530, 1487, 1546, 1001, 1861, 1387, 1077, 601, 1929, 901, 853,
    257, 1555, 1297, 1734, 1961, 781, 1071, 1534, 1681, 2011, 2012, 418, 300, 302, 825, 244, 117, 611, 453, 1601, 1195,
    1182, 1828, 314, 1034, 759, 1462, 2025, 353, 697, 138, 198, 1906, 191, 1037, 808, 1749, 454, 135, 399, 52, 28, 554,
    1137, 1276, 1061, 442, 1106, 736, 119, 1714, 1908, 576, 1857, 1686, 1775, 1927, 1886, 637, 1212, 143, 1944, 464,
    875, 917, 623, 1809, 2, 20, 1851, 829, 1632, 775, 928, 931, 1441, 1578, 1047, 2021, 1573, 1143, 1481, 2007, 2036,
    608, 308, 388, 1801, 1756, 654, 1124, 176, 34, 168, 6, 1324, 581, 1219, 522, 577, 234, 537, 650, 911, 99, 1123,
    1732, 534, 547, 733, 1497, 950, 1880, 1706, 277, 869, 595, 704, 373, 190, 1376, 1841, 909, 1964, 591, 878, 1523,
    456, 1257, 1502, 1272, 1576, 1329, 758, 1303, 757, 235, 462, 1704, 1512, 1759, 1769, 560, 1473, 1791, 981, 1059,
    1429, 160, 1638, 820, 1557, 898, 1641, 1694, 1833, 1375, 1767, 779, 977, 1130, 98, 291, 880, 1188, 433, 1019, 1558,
    861, 1100, 446, 768, 130, 556, 1160, 93, 1575, 1013, 1997, 634, 1386, 299, 200, 1850, 1406, 1887, 962, 2047, 822,
    1030, 819, 559, 139, 158, 363, 564, 1921, 948, 427, 998, 507, 1146, 968, 1158, 369, 835, 1495, 2009, 1438, 1808,
    727, 327, 1067, 149, 450, 774, 1358, 60, 153, 531, 1288, 905, 1482, 1064, 76, 969, 1891, 210, 1252, 457, 1136, 1424,
    1934, 245, 732, 1690, 856, 162, 823, 2019, 550, 1776, 288, 267, 979, 356, 1650, 58, 1098, 1309, 568, 1068, 544,
    1349, 1336, 717, 1070, 1590, 1339, 1260, 1254, 748, 203, 466, 216, 1624, 1925, 1300, 1167, 275, 1649, 432, 1214,
    499, 1701, 1613, 1333, 1325, 1210, 1991, 400, 726, 1571, 1693, 303, 555, 1780, 1446, 707, 1292, 769, 1985, 1799,
    1313, 586, 437, 2035, 1378, 1949, 359, 557, 996, 1971, 983, 1796, 1524, 1266, 484, 1460, 1885, 1689, 1656, 815, 626,
    1755, 1874, 817, 1385, 1975, 1431, 1403, 1020, 1114, 1754, 1026, 751, 986, 1046, 286, 1982, 1391, 1507, 1640, 1190,
    481, 1072, 1432, 1639, 1705, 1423, 1157, 1320, 12, 740, 1567, 1995, 1259, 1806, 1890, 170, 1402, 1848, 113, 1202,
    864, 841, 487, 1903, 1812, 1993, 1458, 1603, 1024, 272, 832, 947, 743, 1898, 525, 1574, 1258, 973, 1564, 1617, 285,
    816, 1099, 1453, 1115, 506, 1262, 468, 1208, 1579, 1388, 915, 1662, 1318, 84, 1615, 207, 1491, 1847, 599, 472, 1611,
    1717, 1786, 1525, 1829, 1412, 668, 804, 1080, 2034, 441, 953, 460, 1620, 1184, 1471, 1373, 843, 85, 529, 81, 1365,
    1362, 1240, 673, 1570, 1049, 1544, 1585, 1308, 754, 1800, 24, 48, 22, 596, 110, 762, 1472, 1177, 371, 652, 1633,
    1295, 1296, 698, 1750, 627, 872, 94, 1654, 2022, 1692, 1357, 2015, 1782, 503, 1811, 2028, 1129, 1990, 1852, 1543,
    1281, 37, 313, 270, 0, 1604, 886, 729, 2020, 1675, 1946, 686, 1207, 1795, 933, 662, 1140, 1002, 1951, 1273, 328,
    184, 126, 827, 413, 1691, 144, 323, 459, 387, 1211, 1310, 907, 1973, 833, 224, 1505, 728, 2046, 366, 1653, 1536,
    1986, 370, 540, 1696, 811, 1081, 1138, 1703, 1500, 1451, 1029, 344, 1455, 883, 1565, 1134, 1322, 690, 1485, 403,
    333, 121, 885, 1622, 516, 1501, 1510, 1205, 2032, 876, 1853, 1390, 1243, 1015, 903, 346, 1623, 1301, 1566, 1112,
    1580, 1635, 722, 1468, 994, 187, 1334, 49, 435, 1261, 1657, 1839, 332, 1695, 776, 377, 354, 858, 694, 1353, 1970,
    1374, 177, 657, 1023, 575, 1311, 655, 1593, 1377, 1014, 154, 616, 68, 1683, 1215, 860, 646, 383, 206, 2003, 1174,
    350, 1089, 1052, 1643, 658, 1583, 1532, 1678, 1600, 1817, 352, 696, 830, 1126, 1596, 438, 1589, 1011, 1994, 807,
    171, 1609, 685, 417, 489, 1393, 1040, 1009, 1233, 789, 218, 1180, 407, 1204, 1111, 1535, 1107, 490, 1845, 963, 730,
    227, 163, 703, 1832, 261, 1729, 222, 708, 62, 1163, 930, 443, 1354, 1246, 1827, 572, 1598, 136, 1372, 914, 1209,
    1807, 592, 485, 1407, 865, 1250, 199, 1323, 1083, 380, 1319, 1380, 1672, 1933, 603, 579, 1125, 1957, 1490, 791,
    1831, 1977, 515, 465, 1401, 1637, 1723, 1394, 714, 1668, 304, 364, 122, 1873, 415, 891, 1826, 1943, 211, 643, 175,
    51, 951, 1186, 1075, 1236, 1514, 731, 1155, 294, 335, 624, 492, 1489, 892, 1803, 1882, 1306, 812, 1599, 1270, 473,
    874, 1980, 925, 960, 1553, 1923, 43, 1113, 1660, 1867, 1242, 810, 1787, 1225, 1765, 1027, 1371, 870, 2005, 1916,
    1274, 1368, 939, 1835, 1581, 1547, 867, 1969, 1797, 1238, 942, 79, 329, 594, 131, 604, 528, 767, 1317, 1866, 1247,
    1433, 987, 419, 617, 2042, 1568, 681, 1449, 262, 1661, 316, 1269, 1457, 971, 746, 719, 1435, 530, 602, 805, 665,
    1520, 1048, 1220, 1816, 1298, 1008, 765, 342, 1989, 2024, 326, 536, 566, 67, 1922, 1910, 1268, 967, 1981, 1740,
    1012, 2010, 2017, 1728, 1976, 1836, 1894, 1038, 1244, 1747, 1337, 1222, 517, 836, 504, 852, 1467, 258, 1346, 440,
    1764, 855, 1664, 1550, 1674, 1477, 1025, 1551, 818, 56, 290, 1221, 738, 666, 934, 895, 128, 1794, 700, 1422, 1398,
    247, 1003, 924, 2001, 889, 381, 74, 1682, 246, 18, 1768, 228, 271, 569, 451, 625, 1930, 378, 233, 164, 916, 561,
    1176, 229, 1498, 828, 800, 367, 1436, 1055, 204, 362, 710, 890, 1148, 582, 920, 351, 493, 1582, 296, 783, 1499,
    1942, 799, 47, 862, 958, 1939, 483, 514, 675, 236, 1788, 1954, 1426, 1937, 1102, 826, 508, 1131, 301, 476, 1586,
    1162, 1648, 334, 588, 842, 159, 678, 1172, 1116, 849, 192, 1710, 1105, 1625, 1450, 600, 620, 1280, 1345, 770, 1931,
    1145, 656, 1389, 839, 877, 1655, 571, 1522, 1224, 1255, 214, 1588, 1618, 1919, 1074, 1751, 152, 1798, 1133, 997,
    1173, 1459, 1486, 331, 1901, 82, 676, 379, 989, 954, 1518, 1630, 590, 651, 737, 630, 1062, 1416, 217, 955, 1584,
    893, 1445, 320, 1945, 321, 1278, 1294, 172, 1263, 682, 225, 691, 1680, 580, 1527, 1591, 1719, 1634, 539, 1736, 609,
    2026, 307, 1849, 1342, 411, 2008, 1724, 1235, 238, 744, 1097, 402, 1762, 847, 659, 1577, 1094, 1069, 615, 1286,
    1619, 1058, 724, 995, 9, 181, 315, 269, 398, 1830, 405, 66, 1698, 1992, 1065, 763, 237, 1031, 45, 156, 330, 1369,
    1537, 545, 477, 1168, 1652, 1474, 1897, 445, 1121, 1711, 1101, 1862, 1865, 108, 215, 2037, 120, 1382, 1988, 1889,
    69, 1289, 1896, 89, 941, 1561, 1517, 1552, 509, 785, 1871, 1864, 1673, 1868, 1818, 426, 1909, 1610, 790, 2013, 1147,
    134, 1104, 88, 283, 1814, 794, 1392, 1758, 1907, 1687, 1465, 2027, 1960, 782, 1079, 1480, 919, 1413, 1344, 1513,
    653, 1007, 1821, 1854, 660, 1855, 1676, 718, 1194, 1858, 1191, 1612, 984, 1419, 1341, 840, 494, 1312, 1434, 1284,
    209, 264, 1256, 1189, 105, 1869, 129, 2023, 1314, 1802, 1526, 132, 1878, 527, 773, 671, 803, 597, 670, 1737, 455,
    1090, 431, 1877, 1091, 712, 1621, 1540, 1328, 943, 638, 1476, 259, 287, 1175, 1594, 394, 1287, 502, 1004, 1484,
    1356, 1096, 1895, 358, 1738, 631, 674, 1912, 632, 935, 341, 401, 792, 1085, 734, 976, 918, 72, 368, 1361, 1978,
    1987, 1730, 980, 1616, 993, 412, 888, 396, 725, 50, 194, 1766, 1554, 2044, 1697, 386, 416, 1503, 689, 526, 863, 393,
    772, 1872, 1151, 1962, 273, 212, 723, 1463, 185, 961, 1332, 801, 339, 944, 513, 310, 1884, 633, 583, 985, 1721,
    1042, 1410, 1893, 1911, 463, 2031, 606, 1110, 1542, 1708, 497, 845, 349, 1936, 1999, 1193, 1956, 1746, 1947, 1773,
    1521, 1642, 397, 1119, 1838, 1139, 91, 78, 337, 1533, 1414, 1479, 567, 838, 806, 1688, 1631, 1666, 1629, 1713, 1199,
    715, 1415, 1045, 1203, 147, 511, 1282, 598, 1417, 96, 186, 1790, 1000, 1825, 965, 1200, 1508, 814,
};

static const uint8_t french_text[] =
    "abaisserabandonabdiquerabeilleaboliraborderaboutiraboyerabrasifabreuverabriterabrogerabruptabsenceabsoluabsurde"
    "abusifabyssalacadémieacajouacarienaccableraccepteracclameraccoladeaccrocheaccuseracerbeachatacheteraciduleracier"
    "acompteacquériracronymeacteuractifactueladepteadéquatadhésifadjectifadjugeradmettreadmireradopteradoreradoucir"
    "adresseadroitadulteadverbeaéreraéronefaffaireaffecterafficheaffreuxaffubleragaceragenceragileagiteragrafer"
    "agréableagrumeaideraiguilleailieraimableaisanceajouterajusteralarmeralchimiealertealgèbrealguealiéneraliment"
    "allégeralliageallouerallumeralourdiralpagaaltessealvéoleamateurambiguambreaménageramertumeamidonamiralamorcer"
    "amouramovibleamphibieampleuramusantanalyseanaphoreanarchieanatomieancienanéantirangleangoisseanguleuxanimal"
    "annexerannonceannuelanodinanomalieanonymeanormalantenneantidoteanxieuxapaiserapéritifaplanirapologieappareil"
    "appelerapporterappuyeraquariumaqueducarbitrearbusteardeurardoiseargentarlequinarmaturearmementarmoirearmure"
    "arpenterarracherarriverarroserarsenicartérielarticleaspectasphalteaspirerassautasservirassietteassocierassurer"
    "asticotastreastuceatelieratomeatriumatroceattaqueattentifattirerattraperaubaineaubergeaudaceaudibleaugureraurore"
    "automneautrucheavaleravanceravariceaveniraverseaveugleaviateuravideavionaviseravoineavoueravrilaxialaxiomebadge"
    "bafouerbagagebaguettebaignadebalancerbalconbaleinebalisagebambinbancairebandagebanlieuebannièrebanquierbarbier"
    "barilbaronbarquebarragebassinbastionbataillebateaubatteriebaudrierbavarderbelettebélierbelotebénéficeberceau"
    "bergerberlinebermudabesacebesognebétailbeurrebiberonbicyclebidulebijoubilanbilinguebillardbinairebiologiebiopsie"
    "biotypebiscuitbisonbistouribitumebizarreblafardblagueblanchirblessantblinderblondbloquerblousonbobardbobineboire"
    "boiserbolidebonbonbondirbonheurbonifierbonusbordurebornebotteboucleboueuxbougieboulonbouquinbourseboussole"
    "boutiqueboxeurbranchebrasierbravebrebisbrèchebreuvagebricolerbrigadebrillantbriochebriquebrochurebroderbronzer"
    "broussebroyeurbrumebrusquebrutalbruyantbufflebuissonbulletinbureauburinbustierbutinerbutoirbuvablebuvettecabanon"
    "cabinecachettecadeaucadrecaféinecailloucaissoncalculercalepincalibrecalmercalomniecalvairecamaradecaméracamion"
    "campagnecanalcanetoncanoncantinecanularcapablecaporalcapricecapsulecaptercapuchecarabinecarbonecaressercaribou"
    "carnagecarottecarreaucartoncascadecasiercasquecassurecausercautioncavaliercavernecaviarcédilleceinturecéleste"
    "cellulecendriercensurercentralcerclecérébralcerisecernercerveaucesserchagrinchaisechaleurchambrechancechapitre"
    "charbonchasseurchatonchaussonchavirerchemisechenillechéquierchercherchevalchienchiffrechignonchimèrechiot"
    "chlorurechocolatchoisirchosechouettechromechutecigarecigognecimentercinémacintrercirculercirercirqueciterne"
    "citoyencitroncivilclaironclameurclaquerclasseclavierclientclignerclimatclivageclocheclonagecloportecobaltcobra"
    "cocassecocotiercodercodifiercoffrecognercohésioncoiffercoincercolèrecolibricollinecolmatercolonelcombatcomédie"
    "commandecompactconcertconduireconfiercongelerconnoterconsonnecontactconvexecopaincopiecorailcorbeaucordage"
    "cornichecorpuscorrectcortègecosmiquecostumecotoncoudecoupurecouragecouteaucouvrircoyotecrabecraintecravatecrayon"
    "créaturecréditercrémeuxcreusercrevettecriblercriercristalcritèrecroirecroquercrotalecrucialcruelcrypter"
    "cubiquecueillircuillèrecuisinecuivreculminercultivercumulercupidecuratifcurseurcyanurecyclecylindrecynique"
    "daignerdamierdangerdanseurdauphindébattredébiterdéborderdébriderdébutantdécalerdécembredéchirerdécider"
    "déclarerdécorerdécriredécuplerdédaledéductifdéessedéfensifdéfilerdéfrayerdégagerdégivrerdéglutir"
    "dégraferdéjeunerdélicedélogerdemanderdemeurerdémolirdénicherdénouerdentelledénuderdépartdépenser"
    "déphaserdéplacerdéposerdérangerdéroberdésastredescentedésertdésignerdésobéirdessinerdestrierdétacher"
    "détesterdétourerdétressedevancerdevenirdevinerdevoirdiabledialoguediamantdicterdifférerdigérerdigitaldigne"
    "diluerdimanchediminuerdioxydedirectifdirigerdiscuterdisposerdissiperdistancedivertirdiviserdociledocteurdogme"
    "doigtdomainedomiciledompterdonateurdonjondonnerdopaminedortoirdoruredosagedoseurdossierdotationdouanierdouble"
    "douceurdouterdoyendragondraperdresserdribblerdroitureduperieduplexedurabledurcirdynastieéblouirécarterécharpe"
    "échelleéclaireréclipseécloreécluseécoleéconomieécorceécouterécraserécrémerécrivainécrouécume"
    "écureuilédifieréduquereffacereffectifeffigieefforteffrayereffusionégaliserégareréjecterélaborerélargir"
    "électronélégantéléphantélèveéligibleélitismeélogeélucideréluderemballerembellirembryonémeraude"
    "émissionemmenerémotionémouvoirempereuremployeremporterempriseémulsionencadrerenchèreenclaveencocheendiguer"
    "endosserendroitenduireénergieenfanceenfermerenfouirengagerenginengloberénigmeenjamberenjeuenleverennemiennuyeux"
    "enrichirenrobageenseigneentasserentendreentierentourerentraverénumérerenvahirenviableenvoyerenzymeéolien"
    "épaissirépargneépatantépauleépicerieépidémieépierépilogueépineépisodeépitapheépoqueépreuveéprouver"
    "épuisantéquerreéquipeérigerérosionerreuréruptionescalierespadonespèceespiègleespoirespritesquiveressayer"
    "essenceessieuessorerestimeestomacestradeétagèreétalerétancheétatiqueéteindreétendoiréterneléthanol"
    "éthiqueethnieétirerétofferétoileétonnantétourdirétrangeétroitétudeeuphorieévaluerévasionéventail"
    "évidenceéviterévolutifévoquerexactexagérerexaucerexcellerexcitantexclusifexcuseexécuterexempleexercer"
    "exhalerexhorterexigenceexilerexisterexotiqueexpédierexplorerexposerexprimerexquisextensifextraireexulterfable"
    "fabuleuxfacettefacilefacturefaiblirfalaisefameuxfamillefarceurfarfelufarinefarouchefascinerfatalfatiguefaucon"
    "fautiffaveurfavorifébrileféconderfédérerfélinfemmefémurfendoirféodalfermerféroceferveurfestivalfeuille"
    "feutrefévrierfiascoficelerfictiffidèlefigurefilaturefiletagefilièrefilleulfilmerfiloufiltrerfinancerfinirfiole"
    "firmefissurefixerflairerflammeflasqueflatteurfléauflèchefleurflexionfloconflorefluctuerfluidefluvialfolie"
    "fonderiefongiblefontaineforcerforgeronformulerfortunefossilefoudrefougèrefouillerfoulurefourmifragilefraise"
    "franchirfrapperfrayeurfrégatefreinerfrelonfrémirfrénésiefrèrefriablefrictionfrissonfrivolefroidfromage"
    "frontalfrotterfruitfugitiffuitefureurfurieuxfurtiffusionfuturgagnergalaxiegaleriegambadergarantirgardiengarnir"
    "garriguegazellegazongéantgélatinegélulegendarmegénéralgéniegenougentilgéologiegéomètregéraniumgerme"
    "gestuelgeysergibiergiclergirafegivreglaceglaiveglisserglobegloireglorieuxgolfeurgommegonflergorgegorillegoudron"
    "gouffregoulotgoupillegourmandgouttegraduelgraffitigrainegrandgrappingratuitgravirgrenatgriffuregrillergrimper"
    "grognergrondergrottegroupegrugergrutiergruyèreguépardguerrierguideguimauveguitaregustatifgymnastegyrostat"
    "habitudehachoirhaltehameauhangarhannetonharicotharmonieharponhasardhéliumhématomeherbehérissonherminehéron"
    "hésiterheureuxhibernerhibouhilaranthistoirehiverhomardhommagehomogènehonneurhonorerhonteuxhordehorizonhorloge"
    "hormonehorriblehouleuxhoussehublothuileuxhumainhumblehumidehumourhurlerhydromelhygiènehymnehypnoseidylleignorer"
    "iguaneilliciteillusionimageimbiberimiterimmenseimmobileimmuableimpactimpérialimplorerimposerimprimerimputer"
    "incarnerincendieincidentinclinerincoloreindexerindiceinductifinéditineptieinexactinfiniinfligerinformerinfusion"
    "ingérerinhalerinhiberinjecterinjureinnocentinoculerinonderinscrireinsecteinsigneinsoliteinspirerinstinctinsulter"
    "intactintenseintimeintrigueintuitifinutileinvasioninventerinviterinvoquerironiqueirradierirréelirriterisoler"
    "ivoireivressejaguarjaillirjambejanvierjardinjaugerjaunejavelotjetablejetonjeudijeunessejoindrejoncherjongler"
    "joueurjouissifjournaljovialjoyaujoyeuxjubilerjugementjuniorjuponjuristejusticejuteuxjuvénilekayakkimonokiosque"
    "labellabiallabourerlacérerlactoselagunelainelaisserlaitierlambeaulamellelampelanceurlangagelanternelapinlargeur"
    "larmelaurierlavabolavoirlecturelégallégerlégumelessivelettrelevierlexiquelézardliasselibérerlibrelicence"
    "licorneliègelièvreligatureligoterliguelimerlimitelimonadelimpidelinéairelingotlionceauliquidelisièrelister"
    "lithiumlitigelittorallivreurlogiquelointainloisirlombricloterielouerlourdloutrelouveloyallubielucidelucratiflueur"
    "lugubreluisantlumièrelunairelundiluronlutterluxueuxmachinemagasinmagentamagiquemaigremaillonmaintienmairiemaison"
    "majorermalaxermaléficemalheurmalicemallettemammouthmandatermaniablemanquantmanteaumanuelmarathonmarbremarchand"
    "mardimaritimemarqueurmarronmartelermascottemassifmatérielmatièrematraquemaudiremaussademauvemaximalméchant"
    "méconnumédaillemédecinméditermédusemeilleurmélangemélodiemembremémoiremenacermenermenhirmensongementor"
    "mercrediméritemerlemessagermesuremétalmétéoreméthodemétiermeublemiaulermicrobemiettemignonmigrermilieu"
    "millionmimiqueminceminéralminimalminorerminutemiraclemiroitermissilemixtemobilemodernemoelleuxmondialmoniteur"
    "monnaiemonotonemonstremontagnemonumentmoqueurmorceaumorsuremortiermoteurmotifmouchemouflemoulinmoussonmouton"
    "mouvantmultiplemunitionmuraillemurènemurmuremusclemuséummusicienmutationmutermutuelmyriademyrtillemystère"
    "mythiquenageurnappenarquoisnarrernatationnationnaturenaufragenautiquenavirenébuleuxnectarnéfastenégation"
    "négligernégocierneigenerveuxnettoyerneuroneneutronneveunichenickelnitrateniveaunoblenocifnocturnenoirceur"
    "noisettenomadenombreuxnommernormatifnotablenotifiernotoirenourrirnouveaunovateurnovembrenovicenuagenuancernuire"
    "nuisiblenuméronuptialnuquenutritifobéirobjectifobligerobscurobserverobstacleobtenirobtureroccasionoccuperocéan"
    "octobreoctroyeroctupleroculaireodeurodorantoffenserofficieroffrirogiveoiseauoisillonolfactifolivierombrageomettre"
    "onctueuxonduleronéreuxoniriqueopaleopaqueopéreropinionopportunopprimeropteroptiqueorageuxorangeorbiteordonner"
    "oreilleorganeorgueilorificeornementorqueortieoscillerosmoseossatureotarieouraganoursonoutiloutragerouvrageovation"
    "oxydeoxygèneozonepaisiblepalacepalmarèspalourdepalperpanachepandapangolinpaniquerpanneaupanoramapantalonpapaye"
    "papierpapoterpapyrusparadoxeparcelleparesseparfumerparlerparoleparrainparsemerpartagerparureparvenirpassion"
    "pastèquepaternelpatiencepatronpavillonpavoiserpayerpaysagepeignepeintrepelagepélicanpellepelousepeluchependule"
    "pénétrerpéniblepensifpénuriepépitepéplumperdrixperforerpériodepermuterperplexepersilpertepeserpétalepetit"
    "pétrirpeuplepharaonphobiephoquephotonphrasephysiquepianopicturalpiècepierrepieuvrepilotepinceaupipettepiquer"
    "piroguepiscinepistonpivoterpixelpizzaplacardplafondplaisirplanerplaqueplastronplateaupleurerplexuspliageplomb"
    "plongerpluieplumagepochettepoésiepoètepointepoirierpoissonpoivrepolairepolicierpollenpolygonepommadepompier"
    "ponctuelpondérerponeyportiquepositionposséderposturepotagerpoteaupotionpoucepoulainpoumonpourprepoussinpouvoir"
    "prairiepratiqueprécieuxprédirepréfixepréludeprénomprésenceprétexteprévoirprimitifprinceprisonpriver"
    "problèmeprocéderprodigeprofondprogrèsproieprojeterprologuepromenerpropreprospèreprotégerprouesseproverbe"
    "prudencepruneaupsychosepublicpuceronpuiserpulpepulsarpunaisepunitifpupitrepurifierpuzzlepyramidequasarquerelle"
    "questionquiétudequitterquotientracineraconterradieuxragondinraideurraisinralentirrallongeramasserrapiderasage"
    "ratisserravagerravinrayonnerréactifréagirréaliserréanimerrecevoirréciterréclamerrécolterrecruterreculer"
    "recyclerrédigerredouterrefaireréflexeréformerrefrainrefugerégalienrégionréglagerégulierréitérerrejeter"
    "rejouerrelatifreleverreliefremarqueremèderemiseremonterremplirremuerrenardrenfortreniflerrenoncerrentrerrenvoi"
    "replierreporterreprisereptilerequinréserverésineuxrésoudrerespectresterrésultatrétablirretenirréticule"
    "retomberretracerréunionréussirrevancherevivrerévolterévulsifrichesserideaurieurrigiderigolerrincerriposter"
    "risiblerisquerituelrivalrivièrerocheuxromancerompreroncerondinroseaurosierrotatifrotorrotulerougerouillerouleau"
    "routineroyaumerubanrubisrucheruellerugueuxruinerruisseauruserrustiquerythmesablersabotersabresacochesafarisagesse"
    "saisirsaladesalivesalonsaluersamedisanctionsangliersarcasmesardinesaturersaugrenusaumonsautersauvagesavant"
    "savonnerscalpelscandalescélératscénariosceptreschémasciencescinderscorescrutinsculpterséancesécablesécher"
    "secouersécrétersédatifséduireseigneurséjoursélectifsemainesemblersemenceséminalsénateursensiblesentence"
    "séparerséquencesereinsergentsérieuxserruresérumservicesésamesévirsevragesextuplesidéralsièclesiéger"
    "sifflersiglesignalsilencesiliciumsimplesincèresinistresiphonsiropsismiquesituerskiersocialsoclesodiumsoigneux"
    "soldatsoleilsolitudesolublesombresommeilsomnolersondesongeursonnettesonoresorciersortirsosiesottisesoucieux"
    "souduresoufflesouleversoupapesourcesoutirersouvenirspacieuxspatialspécialsphèrespiralstablestationsternum"
    "stimulusstipulerstrictstudieuxstupeurstylistesublimesubstratsubtilsubvenirsuccèssucresuffixesuggérersuiveur"
    "sulfatesuperbesuppliersurfacesuricatesurmenersurprisesursautsurviesuspectsyllabesymbolesymétriesynapsesyntaxe"
    "systèmetabactabliertactiletaillertalenttalismantalonnertambourtamisertangibletapistaquinertardertariftartine"
    "tassetatamitatouagetaupetaureautaxertémointemporeltenailletendreteneurtenirtensionterminerterneterribletétine"
    "textethèmethéoriethérapiethoraxtibiatièdetimidetireliretiroirtissutitanetitretitubertoboggantoléranttomate"
    "toniquetonneautoponymetorchetordretornadetorpilletorrenttorsetortuetotemtouchertournagetoussertoxinetraction"
    "trafictragiquetrahirtraintranchertravailtrèfletrempertrésortreuiltriagetribunaltricotertrilogietriomphetripler"
    "triturertrivialtrombonetronctropicaltroupeautuiletulipetumultetunnelturbinetuteurtutoyertuyautympantyphontypique"
    "tyranubuesqueultimeultrasonunanimeunifierunionuniqueunitaireuniversuraniumurbainurticantusageusineusuelusureutile"
    "utopievacarmevaccinvagabondvaguevaillantvaincrevaisseauvalablevalisevallonvalvevampirevanillevapeurvariervaseux"
    "vassalvastevecteurvedettevégétalvéhiculeveinardvélocevendredivénérervengervenimeuxventouseverdurevérin"
    "vernirverrouverservertuvestonvétéranvétustevexantvexerviaducviandevictoirevidangevidéovignettevigueurvilain"
    "villagevinaigreviolonvipèrevirementvirtuosevirusvisageviseurvisionvisqueuxvisuelvitalvitesseviticolevitrine"
    "vivaceviviparevocationvoguervoilevoisinvoiturevolaillevolcanvoltigervolumevoracevortexvotervouloirvoyagevoyelle"
    "wagonxénonyachtzèbrezénithzestezoologie"
    ;
static const uint16_t french_offsets[2049] = {
    0, 8, 15, 23, 30, 36, 43, 50, 56, 63, 71, 78, 85, 91, 98, 104, 111, 117, 124, 134, 140, 147, 155, 163, 171, 179,
    187, 194, 200, 205, 212, 220, 225, 232, 242, 250, 256, 261, 267, 273, 282, 291, 299, 306, 314, 321, 328, 334, 341,
    348, 354, 360, 367, 374, 383, 390, 398, 405, 412, 420, 426, 433, 438, 444, 451, 461, 467, 472, 480, 486, 493, 500,
    507, 514, 521, 529, 535, 544, 549, 558, 565, 574, 581, 588, 595, 603, 609, 616, 625, 632, 638, 643, 653, 661, 667,
    673, 680, 685, 693, 701, 708, 715, 722, 730, 738, 746, 752, 762, 767, 775, 783, 789, 796, 803, 809, 815, 823, 830,
    837, 844, 852, 859, 866, 876, 883, 891, 899, 906, 914, 921, 929, 936, 943, 950, 956, 963, 969, 977, 985, 993, 1000,
    1006, 1014, 1022, 1029, 1036, 1043, 1053, 1060, 1066, 1074, 1081, 1087, 1095, 1103, 1111, 1118, 1125, 1130, 1136,
    1143, 1148, 1154, 1160, 1167, 1175, 1182, 1190, 1197, 1204, 1210, 1217, 1224, 1230, 1237, 1245, 1251, 1258, 1265,
    1271, 1277, 1284, 1292, 1297, 1302, 1308, 1314, 1320, 1325, 1330, 1336, 1341, 1348, 1354, 1362, 1370, 1378, 1384,
    1391, 1399, 1405, 1413, 1420, 1428, 1438, 1446, 1453, 1458, 1463, 1469, 1476, 1482, 1489, 1497, 1503, 1511, 1519,
    1527, 1534, 1542, 1548, 1560, 1567, 1573, 1580, 1587, 1593, 1600, 1608, 1614, 1621, 1628, 1634, 1639, 1644, 1652,
    1659, 1666, 1674, 1681, 1688, 1695, 1700, 1708, 1714, 1721, 1728, 1734, 1742, 1750, 1757, 1762, 1769, 1776, 1782,
    1788, 1793, 1799, 1805, 1811, 1817, 1824, 1832, 1837, 1844, 1849, 1854, 1860, 1866, 1872, 1878, 1885, 1891, 1899,
    1907, 1913, 1920, 1927, 1932, 1938, 1946, 1954, 1962, 1969, 1977, 1984, 1990, 1998, 2004, 2011, 2018, 2025, 2030,
    2037, 2043, 2050, 2056, 2063, 2071, 2077, 2082, 2089, 2096, 2102, 2109, 2116, 2123, 2129, 2137, 2143, 2148, 2157,
    2164, 2171, 2179, 2186, 2193, 2199, 2207, 2215, 2223, 2231, 2237, 2245, 2250, 2257, 2262, 2269, 2276, 2283, 2290,
    2297, 2304, 2310, 2317, 2325, 2332, 2340, 2347, 2354, 2361, 2368, 2374, 2381, 2387, 2393, 2400, 2406, 2413, 2421,
    2428, 2434, 2443, 2451, 2460, 2467, 2475, 2483, 2490, 2496, 2508, 2514, 2520, 2527, 2533, 2540, 2546, 2553, 2560,
    2566, 2574, 2581, 2589, 2595, 2603, 2611, 2618, 2626, 2636, 2644, 2650, 2655, 2662, 2669, 2678, 2683, 2691, 2699,
    2706, 2711, 2719, 2725, 2730, 2736, 2743, 2751, 2759, 2766, 2774, 2779, 2785, 2792, 2799, 2805, 2810, 2817, 2824,
    2831, 2837, 2844, 2850, 2857, 2863, 2870, 2876, 2883, 2891, 2897, 2902, 2909, 2917, 2922, 2930, 2936, 2942, 2952,
    2959, 2966, 2974, 2981, 2988, 2996, 3003, 3009, 3018, 3026, 3033, 3040, 3048, 3055, 3063, 3071, 3079, 3086, 3093,
    3099, 3104, 3110, 3117, 3124, 3132, 3138, 3145, 3154, 3162, 3169, 3174, 3179, 3186, 3193, 3200, 3207, 3213, 3218,
    3225, 3232, 3238, 3248, 3258, 3267, 3274, 3282, 3289, 3294, 3301, 3310, 3316, 3323, 3330, 3337, 3342, 3349, 3356,
    3364, 3374, 3381, 3387, 3395, 3403, 3410, 3416, 3423, 3430, 3437, 3442, 3450, 3457, 3464, 3470, 3476, 3483, 3490,
    3500, 3509, 3519, 3529, 3539, 3548, 3558, 3568, 3577, 3587, 3596, 3605, 3615, 3623, 3633, 3641, 3651, 3660, 3670,
    3679, 3689, 3699, 3709, 3719, 3727, 3736, 3744, 3752, 3761, 3771, 3780, 3788, 3797, 3805, 3815, 3825, 3835, 3844,
    3854, 3863, 3873, 3881, 3889, 3899, 3911, 3919, 3927, 3937, 3947, 3957, 3967, 3975, 3982, 3989, 3995, 4001, 4009,
    4016, 4022, 4032, 4041, 4048, 4053, 4059, 4067, 4075, 4082, 4090, 4097, 4105, 4113, 4121, 4129, 4137, 4144, 4150,
    4157, 4162, 4167, 4174, 4182, 4189, 4197, 4203, 4209, 4217, 4224, 4230, 4236, 4242, 4249, 4257, 4265, 4271, 4278,
    4284, 4289, 4295, 4301, 4308, 4316, 4324, 4331, 4338, 4345, 4351, 4359, 4368, 4377, 4386, 4395, 4405, 4414, 4422,
    4430, 4437, 4447, 4455, 4464, 4473, 4484, 4494, 4501, 4508, 4518, 4527, 4536, 4543, 4551, 4558, 4564, 4572, 4580,
    4590, 4598, 4607, 4617, 4626, 4636, 4647, 4659, 4668, 4678, 4688, 4695, 4705, 4713, 4721, 4729, 4736, 4746, 4756,
    4763, 4772, 4782, 4790, 4798, 4806, 4813, 4823, 4831, 4840, 4847, 4854, 4862, 4870, 4877, 4884, 4893, 4900, 4908,
    4915, 4922, 4927, 4935, 4943, 4951, 4956, 4963, 4969, 4977, 4985, 4993, 5001, 5009, 5017, 5023, 5031, 5039, 5051,
    5058, 5066, 5073, 5079, 5087, 5097, 5106, 5115, 5123, 5133, 5145, 5152, 5162, 5169, 5178, 5188, 5196, 5205, 5215,
    5225, 5234, 5242, 5250, 5259, 5265, 5275, 5283, 5290, 5298, 5308, 5314, 5320, 5328, 5335, 5342, 5348, 5355, 5361,
    5368, 5375, 5386, 5394, 5403, 5413, 5423, 5433, 5442, 5451, 5460, 5466, 5474, 5483, 5491, 5501, 5511, 5520, 5528,
    5535, 5543, 5552, 5561, 5571, 5581, 5589, 5599, 5608, 5613, 5623, 5630, 5638, 5646, 5654, 5660, 5670, 5677, 5684,
    5691, 5699, 5707, 5713, 5720, 5728, 5738, 5746, 5753, 5761, 5767, 5775, 5783, 5790, 5795, 5803, 5810, 5816, 5823,
    5830, 5837, 5843, 5850, 5857, 5864, 5870, 5878, 5886, 5891, 5898, 5904, 5910, 5916, 5922, 5931, 5941, 5952, 5959,
    5964, 5971, 5978, 5986, 5992, 6000, 6007, 6015, 6022, 6028, 6037, 6043, 6050, 6056, 6064, 6070, 6078, 6086, 6095,
    6102, 6108, 6113, 6120, 6128, 6133, 6138, 6143, 6150, 6155, 6162, 6168, 6175, 6183, 6190, 6198, 6203, 6210, 6216,
    6221, 6229, 6235, 6242, 6247, 6255, 6263, 6271, 6277, 6285, 6293, 6300, 6307, 6313, 6322, 6330, 6337, 6343, 6350,
    6356, 6364, 6371, 6378, 6387, 6394, 6400, 6408, 6420, 6427, 6434, 6442, 6449, 6456, 6461, 6468, 6475, 6482, 6487,
    6494, 6499, 6505, 6512, 6518, 6524, 6529, 6535, 6542, 6549, 6557, 6565, 6572, 6578, 6586, 6593, 6598, 6605, 6615,
    6623, 6631, 6642, 6649, 6654, 6660, 6670, 6682, 6692, 6697, 6704, 6710, 6716, 6722, 6728, 6733, 6738, 6744, 6751,
    6756, 6762, 6770, 6777, 6782, 6789, 6794, 6801, 6808, 6815, 6821, 6829, 6837, 6843, 6850, 6858, 6864, 6869, 6876,
    6883, 6889, 6895, 6903, 6910, 6917, 6924, 6931, 6937, 6943, 6949, 6956, 6965, 6974, 6982, 6987, 6995, 7002, 7010,
    7018, 7026, 7034, 7041, 7046, 7052, 7058, 7066, 7073, 7081, 7087, 7093, 7101, 7111, 7116, 7126, 7133, 7140, 7149,
    7156, 7164, 7169, 7177, 7185, 7190, 7196, 7203, 7213, 7220, 7227, 7234, 7239, 7246, 7253, 7260, 7268, 7275, 7281,
    7287, 7294, 7300, 7306, 7312, 7318, 7324, 7332, 7341, 7346, 7353, 7359, 7366, 7372, 7380, 7388, 7393, 7400, 7406,
    7413, 7421, 7429, 7435, 7445, 7453, 7460, 7468, 7475, 7483, 7491, 7499, 7507, 7515, 7522, 7528, 7536, 7544, 7551,
    7558, 7564, 7572, 7580, 7588, 7597, 7604, 7611, 7619, 7625, 7633, 7641, 7648, 7656, 7663, 7670, 7678, 7686, 7694,
    7702, 7708, 7715, 7721, 7729, 7737, 7744, 7752, 7760, 7767, 7775, 7783, 7791, 7799, 7806, 7812, 7818, 7825, 7831,
    7838, 7843, 7850, 7856, 7862, 7867, 7874, 7881, 7886, 7891, 7899, 7906, 7913, 7920, 7926, 7934, 7941, 7947, 7952,
    7958, 7965, 7973, 7979, 7984, 7991, 7998, 8004, 8014, 8019, 8025, 8032, 8037, 8043, 8051, 8060, 8067, 8073, 8078,
    8085, 8092, 8099, 8106, 8111, 8118, 8125, 8133, 8138, 8145, 8150, 8157, 8163, 8169, 8176, 8183, 8190, 8198, 8205,
    8211, 8217, 8224, 8232, 8238, 8247, 8252, 8259, 8266, 8273, 8281, 8289, 8296, 8301, 8306, 8312, 8320, 8327, 8337,
    8343, 8351, 8358, 8367, 8373, 8380, 8386, 8394, 8401, 8408, 8416, 8422, 8429, 8436, 8441, 8446, 8452, 8457, 8462,
    8467, 8473, 8481, 8486, 8493, 8500, 8509, 8516, 8521, 8526, 8532, 8539, 8546, 8553, 8560, 8567, 8573, 8580, 8588,
    8594, 8600, 8607, 8614, 8624, 8631, 8637, 8645, 8653, 8661, 8669, 8677, 8684, 8690, 8698, 8704, 8712, 8717, 8725,
    8733, 8739, 8747, 8755, 8761, 8771, 8780, 8788, 8795, 8803, 8808, 8815, 8824, 8833, 8843, 8852, 8861, 8869, 8877,
    8886, 8895, 8901, 8910, 8917, 8922, 8928, 8936, 8942, 8950, 8958, 8963, 8971, 8977, 8984, 8995, 9004, 9012, 9018,
    9025, 9032, 9038, 9044, 9050, 9056, 9063, 9070, 9075, 9084, 9091, 9098, 9104, 9111, 9119, 9126, 9131, 9137, 9144,
    9152, 9159, 9167, 9174, 9182, 9189, 9197, 9205, 9212, 9219, 9226, 9233, 9239, 9244, 9250, 9256, 9262, 9269, 9275,
    9282, 9290, 9298, 9306, 9314, 9321, 9327, 9335, 9343, 9351, 9356, 9362, 9369, 9377, 9386, 9394, 9400, 9405, 9413,
    9419, 9427, 9433, 9439, 9447, 9455, 9461, 9471, 9477, 9486, 9496, 9506, 9516, 9521, 9528, 9536, 9543, 9550, 9555,
    9560, 9566, 9573, 9579, 9584, 9589, 9597, 9605, 9613, 9619, 9627, 9633, 9641, 9648, 9656, 9663, 9670, 9677, 9685,
    9693, 9699, 9704, 9711, 9716, 9724, 9732, 9739, 9744, 9752, 9759, 9767, 9774, 9780, 9788, 9796, 9803, 9810, 9818,
    9825, 9832, 9839, 9847, 9855, 9863, 9868, 9875, 9883, 9891, 9897, 9902, 9908, 9916, 9924, 9931, 9938, 9945, 9953,
    9960, 9969, 9977, 9982, 9988, 9996, 10003, 10011, 10019, 10024, 10031, 10038, 10044, 10050, 10058, 10065, 10071,
    10078, 10085, 10093, 10098, 10103, 10111, 10117, 10125, 10131, 10138, 10144, 10149, 10157, 10164, 10171, 10176,
    10185, 10190, 10198, 10204, 10214, 10222, 10228, 10235, 10240, 10248, 10256, 10263, 10271, 10279, 10285, 10291,
    10298, 10305, 10313, 10321, 10328, 10336, 10342, 10348, 10355, 10363, 10371, 10377, 10385, 10392, 10402, 10410,
    10418, 10424, 10432, 10440, 10445, 10452, 10458, 10465, 10471, 10480, 10485, 10492, 10499, 10506, 10518, 10527,
    10533, 10542, 10550, 10558, 10565, 10573, 10582, 10590, 10598, 10604, 10609, 10614, 10622, 10627, 10635, 10641,
    10648, 10654, 10660, 10666, 10672, 10680, 10685, 10693, 10700, 10706, 10713, 10719, 10726, 10733, 10739, 10746,
    10753, 10759, 10766, 10771, 10776, 10783, 10790, 10797, 10803, 10809, 10817, 10824, 10831, 10837, 10843, 10848,
    10855, 10860, 10867, 10875, 10883, 10890, 10896, 10903, 10910, 10916, 10923, 10931, 10937, 10945, 10952, 10959,
    10967, 10977, 10982, 10990, 10998, 11008, 11015, 11022, 11028, 11034, 11039, 11046, 11052, 11059, 11066, 11073,
    11080, 11088, 11098, 11107, 11116, 11125, 11133, 11143, 11153, 11162, 11170, 11176, 11182, 11188, 11198, 11208,
    11215, 11222, 11231, 11236, 11244, 11252, 11260, 11266, 11276, 11286, 11294, 11302, 11310, 11317, 11325, 11331,
    11338, 11344, 11349, 11355, 11362, 11369, 11376, 11384, 11390, 11398, 11404, 11412, 11420, 11430, 11437, 11445,
    11451, 11459, 11466, 11474, 11481, 11487, 11495, 11503, 11511, 11517, 11523, 11531, 11538, 11543, 11551, 11560,
    11568, 11578, 11588, 11596, 11605, 11615, 11625, 11633, 11640, 11648, 11657, 11665, 11672, 11681, 11691, 11698,
    11704, 11714, 11722, 11731, 11741, 11753, 11760, 11767, 11774, 11781, 11787, 11795, 11803, 11809, 11817, 11824,
    11830, 11836, 11843, 11851, 11859, 11866, 11872, 11879, 11887, 11894, 11901, 11907, 11916, 11926, 11936, 11943,
    11949, 11959, 11969, 11976, 11986, 11994, 12002, 12011, 12020, 12028, 12035, 12044, 12054, 12062, 12068, 12073,
    12079, 12086, 12092, 12100, 12107, 12113, 12119, 12124, 12133, 12140, 12147, 12153, 12158, 12164, 12170, 12176,
    12183, 12188, 12194, 12199, 12206, 12213, 12220, 12227, 12232, 12237, 12242, 12248, 12255, 12261, 12269, 12274,
    12282, 12288, 12294, 12301, 12306, 12313, 12319, 12326, 12332, 12338, 12344, 12349, 12355, 12361, 12369, 12377,
    12385, 12392, 12399, 12407, 12413, 12419, 12426, 12432, 12440, 12447, 12455, 12467, 12477, 12484, 12492, 12499,
    12506, 12511, 12518, 12526, 12534, 12543, 12551, 12558, 12570, 12579, 12588, 12596, 12604, 12614, 12621, 12628,
    12635, 12644, 12654, 12662, 12670, 12679, 12689, 12695, 12702, 12711, 12718, 12725, 12732, 12740, 12747, 12754,
    12762, 12771, 12779, 12787, 12794, 12799, 12805, 12812, 12820, 12826, 12835, 12843, 12849, 12854, 12862, 12868,
    12873, 12879, 12884, 12890, 12898, 12904, 12910, 12918, 12925, 12931, 12938, 12946, 12951, 12958, 12966, 12972,
    12979, 12985, 12990, 12997, 13005, 13012, 13019, 13027, 13034, 13040, 13048, 13056, 13064, 13071, 13080, 13088,
    13094, 13100, 13107, 13114, 13122, 13130, 13136, 13144, 13151, 13159, 13166, 13174, 13180, 13188, 13196, 13201,
    13208, 13218, 13225, 13232, 13239, 13247, 13254, 13262, 13270, 13278, 13285, 13291, 13298, 13305, 13312, 13322,
    13329, 13336, 13345, 13350, 13357, 13364, 13371, 13377, 13385, 13393, 13400, 13407, 13415, 13420, 13428, 13434,
    13439, 13446, 13451, 13457, 13465, 13470, 13477, 13482, 13490, 13498, 13506, 13512, 13518, 13523, 13530, 13538,
    13543, 13551, 13559, 13564, 13571, 13580, 13590, 13596, 13601, 13608, 13614, 13622, 13628, 13633, 13639, 13644,
    13651, 13659, 13669, 13675, 13682, 13689, 13697, 13703, 13709, 13716, 13724, 13731, 13736, 13742, 13747, 13754,
    13762, 13769, 13775, 13783, 13789, 13797, 13803, 13808, 13816, 13823, 13831, 13838, 13846, 13852, 13858, 13866,
    13874, 13882, 13890, 13897, 13905, 13912, 13920, 13925, 13933, 13941, 13946, 13952, 13959, 13965, 13972, 13978,
    13985, 13990, 13996, 14002, 14009, 14014, 14022, 14028, 14036, 14043, 14050, 14055, 14061, 14069, 14076, 14083,
    14089, 14097, 14102, 14107, 14112, 14117, 14122, 14128, 14135, 14141, 14149, 14154, 14162, 14169, 14177, 14184,
    14190, 14196, 14201, 14208, 14215, 14221, 14227, 14233, 14239, 14244, 14251, 14258, 14269, 14279, 14286, 14294,
    14302, 14313, 14319, 14327, 14335, 14342, 14349, 14355, 14361, 14367, 14372, 14378, 14389, 14398, 14404, 14409,
    14415, 14421, 14429, 14436, 14443, 14451, 14458, 14464, 14471, 14479, 14485, 14493, 14501, 14509, 14514, 14520,
    14526, 14532, 14540, 14546, 14551, 14558, 14566, 14573, 14579, 14587, 14595, 14601, 14606, 14612, 14619, 14627,
    14633, 14641, 14647, 14653, 14659, 14664, 14671, 14677, 14684, 14689, 14696, 14701, 14708, 14716, 14721, 14729,
};
static const uint16_t french_sorted[2048] = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
    31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59,
    60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88,
    89, 90, 92, 91, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113,
    114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 135, 136,
    137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159,
    160, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182,
    183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196, 197, 198, 199, 200, 201, 202, 203, 204, 205,
    206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 217, 219, 221, 222, 223, 224, 225, 226, 228, 218, 220, 227,
    229, 230, 231, 232, 233, 234, 235, 236, 237, 238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249, 250, 251,
    252, 253, 254, 255, 256, 257, 258, 259, 260, 261, 262, 263, 264, 265, 266, 267, 268, 269, 270, 271, 272, 273, 274,
    275, 276, 277, 278, 280, 279, 281, 282, 283, 284, 285, 286, 287, 288, 289, 290, 291, 292, 293, 294, 295, 296, 297,
    298, 299, 300, 301, 302, 303, 304, 305, 306, 307, 308, 309, 310, 311, 312, 313, 314, 315, 316, 317, 318, 319, 320,
    321, 322, 323, 324, 325, 326, 327, 328, 329, 330, 331, 332, 333, 334, 335, 336, 337, 338, 339, 340, 341, 342, 343,
    344, 345, 346, 347, 348, 349, 350, 352, 354, 355, 356, 357, 358, 360, 361, 362, 363, 351, 353, 359, 364, 365, 366,
    367, 368, 369, 370, 371, 372, 373, 374, 375, 376, 378, 379, 377, 380, 381, 382, 383, 384, 385, 386, 387, 388, 389,
    390, 391, 392, 393, 394, 395, 396, 397, 398, 399, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412,
    413, 414, 415, 416, 417, 418, 419, 420, 421, 422, 423, 424, 425, 426, 427, 428, 429, 430, 431, 432, 433, 434, 435,
    436, 437, 438, 439, 440, 441, 442, 443, 444, 445, 446, 447, 448, 449, 450, 451, 452, 453, 454, 455, 456, 457, 458,
    459, 460, 461, 462, 463, 464, 465, 469, 470, 466, 467, 468, 471, 472, 473, 474, 475, 476, 477, 478, 479, 480, 481,
    482, 483, 484, 485, 486, 487, 488, 489, 490, 491, 492, 493, 494, 495, 496, 497, 498, 499, 500, 527, 528, 532, 542,
    546, 547, 552, 553, 554, 555, 501, 502, 503, 504, 505, 506, 507, 508, 509, 510, 511, 512, 513, 514, 515, 516, 517,
    518, 519, 520, 521, 522, 523, 524, 525, 526, 529, 530, 531, 533, 534, 535, 536, 537, 538, 539, 540, 541, 543, 544,
    545, 548, 549, 550, 551, 556, 557, 558, 559, 560, 561, 562, 563, 564, 565, 566, 567, 568, 569, 570, 571, 572, 573,
    574, 575, 576, 577, 578, 579, 580, 581, 582, 583, 584, 585, 586, 587, 588, 589, 590, 591, 592, 593, 594, 595, 596,
    597, 598, 599, 600, 601, 602, 603, 604, 605, 606, 607, 628, 629, 630, 631, 632, 633, 648, 649, 650, 653, 656, 657,
    658, 659, 661, 662, 663, 664, 665, 666, 667, 668, 670, 671, 672, 673, 674, 675, 677, 678, 679, 680, 681, 682, 683,
    684, 685, 686, 687, 688, 689, 691, 692, 693, 694, 715, 717, 718, 719, 720, 721, 722, 723, 724, 725, 726, 727, 728,
    729, 730, 740, 749, 757, 758, 759, 760, 761, 762, 763, 765, 766, 764, 767, 768, 769, 770, 771, 772, 773, 774, 775,
    776, 777, 778, 779, 780, 608, 609, 610, 611, 612, 613, 614, 615, 616, 617, 618, 619, 620, 621, 622, 623, 624, 625,
    626, 627, 634, 635, 636, 637, 638, 639, 642, 640, 641, 643, 644, 645, 646, 647, 651, 652, 654, 655, 660, 669, 676,
    690, 695, 696, 697, 698, 699, 700, 701, 702, 703, 704, 705, 706, 707, 708, 709, 710, 711, 712, 713, 714, 716, 731,
    732, 733, 734, 735, 736, 737, 738, 739, 741, 742, 743, 744, 745, 746, 747, 748, 750, 751, 752, 753, 754, 755, 756,
    781, 782, 783, 784, 785, 786, 787, 788, 789, 790, 791, 792, 793, 794, 795, 796, 797, 798, 799, 800, 805, 807, 809,
    811, 812, 813, 814, 801, 802, 803, 804, 806, 808, 810, 815, 816, 817, 818, 819, 820, 821, 822, 823, 824, 825, 826,
    827, 828, 829, 830, 831, 832, 833, 834, 835, 836, 837, 840, 841, 839, 838, 842, 843, 844, 845, 846, 847, 848, 849,
    850, 851, 852, 853, 854, 855, 856, 857, 858, 859, 860, 861, 862, 863, 864, 865, 867, 868, 871, 866, 869, 870, 872,
    873, 874, 875, 876, 877, 878, 879, 880, 881, 882, 883, 884, 885, 886, 887, 888, 889, 890, 891, 892, 893, 894, 895,
    896, 897, 901, 904, 905, 909, 910, 911, 898, 899, 900, 902, 903, 906, 907, 908, 912, 913, 914, 915, 916, 917, 918,
    919, 920, 921, 922, 923, 924, 925, 926, 927, 928, 929, 930, 931, 932, 933, 934, 935, 936, 937, 938, 939, 940, 941,
    942, 943, 944, 945, 946, 947, 948, 949, 950, 952, 951, 953, 954, 955, 956, 957, 958, 959, 960, 961, 962, 963, 964,
    965, 966, 967, 968, 971, 973, 976, 969, 970, 972, 974, 975, 977, 978, 979, 980, 981, 982, 983, 984, 985, 986, 987,
    988, 989, 990, 991, 992, 993, 994, 995, 996, 997, 998, 999, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008,
    1009, 1010, 1011, 1012, 1013, 1014, 1015, 1016, 1017, 1018, 1019, 1020, 1021, 1022, 1023, 1024, 1025, 1026, 1027,
    1028, 1029, 1030, 1032, 1033, 1031, 1034, 1035, 1036, 1037, 1038, 1039, 1040, 1041, 1042, 1043, 1044, 1045, 1046,
    1047, 1048, 1049, 1050, 1051, 1052, 1053, 1054, 1055, 1056, 1057, 1058, 1059, 1060, 1061, 1062, 1063, 1064, 1065,
    1066, 1067, 1068, 1069, 1070, 1071, 1072, 1073, 1074, 1075, 1076, 1077, 1078, 1079, 1080, 1081, 1082, 1083, 1084,
    1085, 1086, 1087, 1088, 1089, 1090, 1091, 1092, 1093, 1094, 1095, 1096, 1097, 1098, 1099, 1100, 1101, 1102, 1103,
    1104, 1105, 1106, 1107, 1108, 1109, 1110, 1111, 1112, 1113, 1114, 1115, 1116, 1117, 1118, 1119, 1120, 1121, 1122,
    1123, 1127, 1128, 1129, 1130, 1124, 1125, 1126, 1131, 1132, 1133, 1134, 1135, 1136, 1137, 1138, 1139, 1140, 1141,
    1142, 1143, 1144, 1145, 1146, 1147, 1148, 1149, 1150, 1151, 1152, 1153, 1154, 1155, 1156, 1157, 1158, 1159, 1160,
    1161, 1162, 1163, 1164, 1165, 1166, 1167, 1168, 1169, 1170, 1171, 1172, 1173, 1174, 1175, 1176, 1177, 1178, 1179,
    1180, 1181, 1182, 1183, 1184, 1185, 1186, 1187, 1188, 1189, 1190, 1191, 1192, 1193, 1194, 1195, 1196, 1197, 1198,
    1199, 1200, 1201, 1202, 1203, 1204, 1205, 1206, 1207, 1208, 1209, 1210, 1211, 1212, 1213, 1214, 1215, 1222, 1225,
    1227, 1228, 1229, 1230, 1231, 1232, 1234, 1235, 1236, 1241, 1216, 1217, 1218, 1219, 1220, 1221, 1223, 1224, 1226,
    1233, 1237, 1238, 1239, 1240, 1242, 1243, 1244, 1245, 1246, 1247, 1248, 1249, 1250, 1251, 1252, 1253, 1254, 1255,
    1256, 1257, 1258, 1259, 1260, 1261, 1262, 1263, 1264, 1265, 1266, 1267, 1268, 1269, 1270, 1271, 1272, 1273, 1274,
    1275, 1276, 1277, 1278, 1279, 1280, 1281, 1282, 1283, 1284, 1285, 1286, 1287, 1288, 1289, 1290, 1291, 1292, 1293,
    1294, 1295, 1296, 1297, 1298, 1299, 1300, 1301, 1302, 1303, 1304, 1305, 1307, 1312, 1313, 1314, 1315, 1316, 1317,
    1306, 1308, 1309, 1310, 1311, 1318, 1319, 1320, 1321, 1322, 1323, 1324, 1325, 1326, 1327, 1328, 1329, 1330, 1331,
    1332, 1333, 1334, 1335, 1336, 1337, 1338, 1339, 1340, 1341, 1342, 1343, 1344, 1345, 1346, 1347, 1348, 1349, 1350,
    1351, 1352, 1353, 1354, 1355, 1356, 1357, 1358, 1359, 1360, 1361, 1362, 1363, 1364, 1365, 1366, 1367, 1368, 1369,
    1370, 1371, 1372, 1373, 1374, 1375, 1376, 1377, 1378, 1379, 1380, 1381, 1382, 1383, 1384, 1385, 1386, 1387, 1388,
    1389, 1390, 1391, 1392, 1393, 1394, 1395, 1396, 1397, 1398, 1399, 1400, 1401, 1402, 1403, 1404, 1405, 1406, 1407,
    1408, 1409, 1410, 1411, 1412, 1413, 1414, 1415, 1416, 1417, 1418, 1419, 1420, 1421, 1422, 1423, 1424, 1425, 1426,
    1427, 1428, 1429, 1430, 1431, 1432, 1433, 1434, 1435, 1436, 1437, 1438, 1439, 1440, 1441, 1442, 1443, 1444, 1445,
    1446, 1447, 1448, 1450, 1451, 1452, 1453, 1456, 1460, 1461, 1463, 1464, 1465, 1466, 1467, 1469, 1471, 1449, 1454,
    1455, 1457, 1458, 1459, 1462, 1468, 1470, 1472, 1473, 1474, 1475, 1476, 1477, 1478, 1479, 1481, 1482, 1480, 1483,
    1484, 1485, 1486, 1487, 1488, 1489, 1490, 1491, 1492, 1493, 1494, 1495, 1496, 1497, 1498, 1499, 1500, 1501, 1502,
    1503, 1504, 1505, 1506, 1507, 1509, 1508, 1510, 1511, 1512, 1513, 1514, 1515, 1516, 1517, 1518, 1519, 1520, 1521,
    1522, 1523, 1524, 1525, 1526, 1527, 1528, 1529, 1530, 1531, 1532, 1533, 1534, 1535, 1536, 1537, 1538, 1539, 1540,
    1541, 1542, 1543, 1544, 1545, 1546, 1547, 1548, 1549, 1550, 1551, 1552, 1553, 1554, 1555, 1556, 1557, 1558, 1559,
    1560, 1561, 1562, 1563, 1564, 1565, 1566, 1567, 1568, 1569, 1570, 1571, 1572, 1573, 1574, 1575, 1576, 1577, 1578,
    1579, 1580, 1581, 1582, 1583, 1584, 1585, 1586, 1587, 1588, 1589, 1590, 1591, 1592, 1593, 1594, 1595, 1596, 1597,
    1598, 1603, 1607, 1608, 1609, 1611, 1612, 1615, 1616, 1622, 1623, 1624, 1625, 1626, 1627, 1628, 1629, 1630, 1631,
    1632, 1633, 1634, 1635, 1636, 1637, 1638, 1639, 1640, 1641, 1642, 1643, 1647, 1648, 1651, 1653, 1654, 1657, 1658,
    1599, 1600, 1601, 1602, 1604, 1605, 1606, 1610, 1613, 1614, 1617, 1618, 1619, 1620, 1621, 1644, 1645, 1646, 1649,
    1650, 1652, 1655, 1656, 1659, 1660, 1661, 1662, 1663, 1664, 1665, 1666, 1667, 1668, 1669, 1670, 1671, 1672, 1673,
    1674, 1675, 1676, 1677, 1678, 1679, 1680, 1681, 1682, 1683, 1684, 1685, 1686, 1687, 1688, 1689, 1690, 1691, 1692,
    1693, 1694, 1695, 1696, 1697, 1698, 1699, 1700, 1701, 1702, 1703, 1704, 1705, 1706, 1707, 1708, 1709, 1710, 1711,
    1712, 1713, 1714, 1715, 1716, 1717, 1718, 1719, 1720, 1721, 1722, 1725, 1723, 1724, 1726, 1727, 1728, 1729, 1730,
    1731, 1735, 1739, 1742, 1743, 1744, 1747, 1748, 1751, 1752, 1754, 1756, 1759, 1760, 1732, 1733, 1734, 1736, 1737,
    1738, 1740, 1741, 1745, 1746, 1749, 1750, 1753, 1755, 1757, 1758, 1761, 1762, 1763, 1764, 1765, 1766, 1767, 1768,
    1769, 1770, 1771, 1772, 1773, 1774, 1775, 1776, 1777, 1778, 1779, 1780, 1781, 1782, 1783, 1784, 1785, 1786, 1787,
    1788, 1789, 1790, 1791, 1792, 1793, 1794, 1795, 1796, 1797, 1798, 1799, 1800, 1801, 1802, 1803, 1804, 1805, 1806,
    1807, 1808, 1809, 1810, 1811, 1812, 1813, 1814, 1815, 1816, 1817, 1818, 1819, 1820, 1821, 1822, 1823, 1824, 1825,
    1826, 1827, 1828, 1829, 1830, 1831, 1832, 1833, 1834, 1835, 1836, 1837, 1838, 1839, 1840, 1841, 1842, 1843, 1844,
    1845, 1846, 1847, 1848, 1849, 1850, 1851, 1852, 1853, 1854, 1855, 1856, 1857, 1858, 1859, 1860, 1861, 1862, 1863,
    1865, 1866, 1867, 1868, 1869, 1870, 1871, 1872, 1873, 1875, 1864, 1874, 1876, 1877, 1878, 1879, 1880, 1881, 1882,
    1883, 1884, 1885, 1886, 1887, 1888, 1889, 1890, 1891, 1892, 1893, 1894, 1895, 1896, 1897, 1898, 1899, 1900, 1901,
    1902, 1903, 1904, 1905, 1906, 1907, 1908, 1909, 1910, 1911, 1912, 1913, 1915, 1917, 1914, 1916, 1918, 1919, 1920,
    1921, 1922, 1923, 1924, 1925, 1926, 1927, 1928, 1929, 1930, 1931, 1932, 1933, 1934, 1935, 1936, 1937, 1938, 1939,
    1940, 1941, 1942, 1943, 1944, 1945, 1946, 1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958,
    1959, 1960, 1961, 1962, 1963, 1964, 1965, 1966, 1967, 1968, 1969, 1970, 1971, 1972, 1973, 1974, 1975, 1976, 1977,
    1978, 1979, 1982, 1984, 1986, 1987, 1988, 1989, 1991, 1992, 1993, 1994, 1995, 1998, 1999, 1980, 1981, 1983, 1985,
    1990, 1996, 1997, 2000, 2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012, 2013, 2014, 2015,
    2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034,
    2035, 2036, 2037, 2038, 2039, 2040, 2041, 2042, 2043, 2046, 2044, 2045, 2047,
};

static const uint8_t italian_text[] =
    "abacoabbaglioabbinatoabeteabissoabolireabrasivoabrogatoaccadereaccennoaccusatoacetoneachilleacidoacquaacre"
    "acrilicoacrobataacutoadagioaddebitoaddomeadeguatoaderireadipeadottareadulareaffabileaffettoaffissoaffranto"
    "aforismaafosoafricanoagaveagenteagevoleaggancioagireagitareagonismoagricoloagrumetoaguzzoalabardaalatoalbatro"
    "alberatoalboalbumealcealcolicoalettonealfaalgebraaliantealibialimentoallagatoallegroallievoallodolaallusivoalmeno"
    "alogenoalpacaalpestrealtalenaalternoalticcioaltrovealunnoalveoloalzareamalgamaamanitaamarenaambitoambratoameba"
    "americaametistaamicoammassoammendaammirareammonitoamoreampioampliareamuletoanacardoanagrafeanalistaanarchiaanatra"
    "ancaancellaancoraandareandreaanelloangeloangolareangustoanimaannegareannidatoannoannuncioanonimoanticipoanzi"
    "apaticoaperturaapodeapparireappetitoappoggioapprodoappuntoaprilearabicaarachidearagostaaraldicaarancioaratura"
    "arazzoarbitroarchivioarditoarenileargentoargineargutoariaarmoniaarnesearredatoarringaarrostoarsenicoarsoartefice"
    "arzilloasciuttoascoltoasepsiasetticoasfaltoasinoasolaaspiratoasproassaggioasseassolutoassurdoastaastenutoastice"
    "astrattoatavicoateismoatomicoatonoattesaattivareattornoattritoattualeausilioaustriaautistaautonomoautunnoavanzato"
    "avereavvenireavvisoavvolgereazioneazotoazzimoazzurrobabelebaccanobacinobacobadessabadilatabagnatobaitabalcone"
    "baldobalenaballatabalzanobambinobandirebaraondabarbarobarcabaritonobarlumebaroccobasilicobassobatostabattutobaule"
    "bavabavosabeccobeffabelgiobelvabendabenevolebenignobenzinabereberlinabetabibitabicibidonebifidobigabilanciabimbo"
    "binocolobiologobipedebipolarebirbantebirrabiscottobisestobisnonnobisontebisturibizzarroblandoblattabollito"
    "bonificobordoboscobotanicobottinobozzolobracciobradipobramabrancabravurabretellabrevettobrezzabrigliabrillante"
    "brindarebroccolobrodobronzinabrullobrunobubbonebucabudinobuffonebuiobulbobuonoburloneburrascabussolabustacadetto"
    "caducocalamarocalcolocalessecalibrocalmocaloriacambusacameratacamiciacamminocamolacampalecanapacandelacanecanino"
    "canottocantinacapacecapellocapitolocapogirocapperocapracapsulacarapacecarcassacardocarismacarovanacarretto"
    "cartolinacasacciocascatacasermacasocassonecastellocasualecatastacatenacatramecautocavillocedibilecedratacefalo"
    "celebrecellularecenacenonecentesimoceramicacercarecertocerumecervellocesoiacespocetochelachiarochiccachiedere"
    "chimerachinachirurgochitarraciaociclismocifrarecignocilindrociottolocircacirrosicitricocittadinociuffocivetta"
    "civileclassicoclinicaclorococcocodardocodicecoerentecognomecollarecolmatocolorecolposocoltivatocolzacomacometa"
    "commandocomodocomputercomuneconcisocondurreconfermacongelareconiugeconnessoconoscereconsumocontinuoconvegno"
    "copertocopionecoppiacopricapocorazzacordatacoricatocornicecorollacorpocorredocorsiacortesecosmicocostantecottura"
    "covatocraterecravattacreatocrederecremosocrescitacretacricetocrinalecrisicriticocrocecronacacrostatacruciale"
    "cruscacucirecuculocuginocullatocupolacuratorecursorecurvocuscinocustodedadodainodalmatadamerinodanieladannoso"
    "danzaredatatodavantidavverodebuttodecenniodecisodeclinodecollodecretodedicatodefinitodeformedegnodelegaredelfino"
    "deliriodeltademenzadenotatodentrodepositoderapataderivarederogadescrittodesertodesideriodesumeredetersivodevoto"
    "diametrodicembrediedrodifesodiffusodigeriredigitalediluviodinamicodinnanzidipintodiplomadipolodiradarediredirotto"
    "dirupodisagiodiscretodisfaredisgelodispostodistanzadisumanoditodivanodiveltodivideredivoratodoblonedocente"
    "doganaledogmadolcedomatodomenicadominaredondolodonodormiredotedottoredovutodozzinadragodruidodubbiodubitareducale"
    "dunaduomodupliceduraturoebanoeccessoeccoeclissieconomiaederaedicolaedileeditoriaeducareegemoniaegliegoismoegregio"
    "elaboratoelargireeleganteelencatoelettoelevareelficoelicaelmoelsaelusoemanatoemblemaemessoemiroemotivoemozione"
    "empiricoemuloendemicoenduroenergiaenfasienotecaentrareenzimaepatiteepilogoepisodioepocaleeppureequatoreerarioerba"
    "erbosoeredeeremitaerigereermeticoeroeerosivoerranteesagonoesameesanimeesaudireescaesempioesercitoesibitoesigente"
    "esistereesitoesofagoesortatoesosoespansoespressoessenzaessoestesoestimareestoniaestrosoesultareetilicoetnico"
    "etruscoettoeuclideoeuropaevasoevidenzaevitatoevolutoevvivafabbricafaccendafachirofalcofamigliafanalefanfarafango"
    "fantasmafarefarfallafarinosofarmacofasciafastosofasullofaticarefatofavolosofebbrefecolafedefegatofelpafeltro"
    "femminafenderefenomenofermentoferrofertilefessurafestivofettafeudofiabafiduciafifafiguratofilofinanzafinestra"
    "finirefiorefiscalefisicofiumeflaconeflamencofleboflemmafloridofluentefluorofobicofocacciafocosofoderatofoglio"
    "folatafolclorefolgorefondentefoneticofoniafontanaforbitoforchettaforestaformicafornaioforofortezzaforzarefosfato"
    "fossofracassofranafrassinofratellofreccettafrenatafrescofrigofrollinofrondefrugalefruttafucilatafucsiafuggente"
    "fulminefulvofumantefumettofumosofunefunzionefuocofurbofurgonefurorefusofutilegabbianogaffegalateogallinagaloppo"
    "gamberogammagaranziagarbogarofanogarzonegasdottogasoliogastricogattogaudiogazebogazzellagecogelatinagelsogemello"
    "gemmatogenegenitoregennaiogenotipogergoghepardoghiaccioghisagiallogildagineprogiocaregioiellogiornogiovegirato"
    "gironegittatagiudiziogiuratogiustoglobuloglutinegnomogobbagolfgomitogommonegonfiogonnagovernogracilegradografico"
    "grammograndegrattaregravosograziagrecagreggegrifonegrigiogrinzagrottagruppoguadagnoguaioguantoguardaregufoguidare"
    "ibernatoiconaidenticoidillioidoloidraidricoidrogenoigieneignaroignoratoilareillesoillogicoilludereimballoimbevuto"
    "imboccoimbutoimmaneimmersoimmolatoimpaccoimpetoimpiegoimportoimprontainalareinarcareinattivoincantoincendio"
    "inchinoincisivoinclusoincontroincrocioincuboindagineindiaindoleineditoinfattiinfilareinflittoingaggioingegno"
    "ingleseingordoingrossoinnescoinodoreinoltrareinondatoinsanoinsettoinsiemeinsonniainsulinaintasatointerointonaco"
    "intuitoinumidireinvalidoinveceinvitoiperboleipnoticoipotesiippicairideirlandaironicoirrigatoirrorareisolato"
    "isotopoistericoistitutoistriceitaliaiterarelabbrolabirintolaccalaceratolacrimalacunaladdovelagolampolancetta"
    "lanternalardosolargalaringelastralatenzalatinolattugalavagnalavorolegaleleggerolembolentezzalenzaleoneleprelesivo"
    "lessatolestoletteralelevalevigatoliberolidolievitolillalimaturalimitarelimpidolinearelingualiquidoliraliricalisca"
    "litelitigiolivrealocandalodelogicalombarelondralongevoloquacelorenzolotolotterialucelucidatolumacaluminosolungo"
    "lupoluppololusingalussoluttomacabromacchinamaceromacinatomadamamagicomagliamagnetemagromaiolicamalafedemalgrado"
    "malintesomalsanomaltomalumoremanamanciamandorlamangiaremanifestomannaromanovramansardamantidemanubriomappa"
    "maratonamarciremarettamarmomarsupiomascheramassaiamastinomaterassomatricolamattonematuromazurcameandromeccanico"
    "mecenatemedesimomeditaremegamelassamelismelodiameningemenomensolamercuriomerendamerlomeschinomesemesseremestolo"
    "metallometodometteremiagolaremicamiceliomichelemicrobomidollomielemiglioremilanomilitemimosamineraleminiminore"
    "mirinomirtillomiscelamissivamistomisuraremitezzamitigaremitramittentemnemonicomodellomodificamodulomoganomogio"
    "molemolossomonasteromoncomondinamonetariomonilemonotonomonsonemontatomonvisomoramorderemorsicatomostromotivato"
    "motosegamottomovenzamovimentomozzomuccamucosamuffamughettomugnaiomulattomulinellomultiplomummiamuntomuoveremurale"
    "musamuscolomusicamutevolemutonababbonaftananometronarcisonaricenarratonascerenastrarenaturalenauticanaviglio"
    "nebulosanecrosinegativonegozionemmenoneofitanerettonervonessunonettunoneutralenevenevroticonicchianinfanitido"
    "nobilenocivonodonomenominanordiconormalenorvegesenostranonotarenotizianotturnonovellanucleonullanumeronuovo"
    "nutrirenuvolanuzialeoasiobbedireobbligoobeliscoobliooboloobsoletooccasioneocchiooccidenteoccorrereoccultareocra"
    "oculatoodiernoodorareoffertaoffrireoffuscatooggettooggiognunoolandeseolfattooliatoolivaologrammaoltreomaggio"
    "ombelicoombraomegaomissioneondosoonereoniceonnivoroonorevoleontaoperatoopinioneoppostooracoloorafoordineorecchino"
    "oreficeorfanoorganicoorigineorizzonteormaormeggioornativoorologioorrendoorribileortensiaorticaorzataorzoosare"
    "oscurareosmosiospedaleospiteossaossidareostacoloosteotiteotreottagonoottimoottobreovaleovestovinooviparoovocito"
    "ovunqueovviareoziopacchettopacepacificopadellapadronepaesepagapaginapalazzinapalesarepallidopalopaludepandoro"
    "pannellopaolopaonazzopapricaparabolaparcellaparerepargolopariparlatoparolapartireparvenzaparzialepassivopasticca"
    "pataccapatologiapattumepavonepeccatopedalarepedonalepeggiopelosopenarependicepenisolapennutopenombrapensare"
    "pentolapepepepitaperbenepercorsoperdonatoperforarepergamenaperiodopermessopernoperplessopersuasopertugiopervaso"
    "pesatorepesistapesopestiferopetalopettinepetulantepezzopiacerepiantapiattinopiccinopicozzapiegapietrapiffero"
    "pigiamapigoliopigropilapiliferopillolapilotapimpantepinetapinnapinolopioggiapiombopiramidepireticopiritepirolisi"
    "pitonepizzicoplaceboplanareplasmaplatanoplenariopochezzapoderosopodismopoesiapoggiarepolentapoligonopollice"
    "polmonitepolpettapolsopoltronapolverepomicepomodoropontepopolosoporfidoporosoporporaporreportataposapositivo"
    "possessopostulatopotassiopoterepranzoprassipraticapreclusopredicaprefissopregiatoprelievopremereprenotare"
    "preparatopresenzapretestoprevalsoprimaprincipeprivatoproblemaprocuraprodurreprofumoprogettoprolungapromessa"
    "pronomepropostaprorogaprotesoprovaprudenteprugnapruritopsichepubblicopudicapugilatopugnopulcepulitopulsante"
    "puntarepupazzopupillapuroquadroqualcosaquasiquerelaquotaraccoltoraddoppioradicaleradunatorafficaragazzoragione"
    "ragnoramarroramingoramorandagiorantolarerapatorapinarappresorasaturaraschiatorasenterassegnarastrellorata"
    "ravvedutorealerecepirerecintoreclutareconditorecuperoredditoredimereregalatoregistroregolaregressorelazioneremare"
    "remotorennareplicareprimerereputareresaresidenteresponsorestauroreteretinaretoricarettificarevocatoriassunto"
    "ribadireribelleribrezzoricaricariccoriceverericiclatoricordoricredutoridicoloridurrerifasareriflessoriforma"
    "rifugiorigarerigettatorighellorilassatorilevatorimanererimbalzorimediorimorchiorinascitarincarorinforzorinnovo"
    "rinomatorinsavitorintoccorinunciarinvenireriparatoripetutoripienoriportareripresaripulirerisatarischioriserva"
    "risibilerisorispettoristororisultatorisvoltoritardoritegnoritmicoritrovoriunionerivariversorivincitarivoltorizoma"
    "robaroboticorobustorocciarocorodaggiorodereroditorerogitorollioromanticorompereronziorosolarerosporotanterotondo"
    "rotularovesciorubizzorubricarugarullinoruminerumorosoruoloruperussarerusticosabatosabbiaresabotatosagomasalasso"
    "saldaturasalgemmasalivaresalmonesalonesaltaresalutosalvosaperesapidosaporitosaracenosarcasmosartosassososatellite"
    "satirasatollosaturnosavanasaviosaziatosbadigliosbalzosbancatosbarrasbatteresbavaresbendaresbirciaresbloccato"
    "sbocciatosbrinaresbruffonesbuffarescabrososcadenzascalascambiarescandaloscapolascarsoscatenarescavatoscelto"
    "scenicoscettroschedaschienasciarpascienzascinderescipposciropposcivolosclerarescodellascolpitoscompartosconforto"
    "scoprirescortascossonescozzesescribascrollarescrutinioscuderiascultorescuolascuroscusaresdebitaresdoganare"
    "seccaturasecondosedanoseggiolasegnalatosegregatoseguitoselciatoselettivosellaselvaggiosemaforosembrareseme"
    "seminatosempresensosentiresepoltosequenzaserataserbatoserenoserioserpenteserraglioserviresestinasetolasettimana"
    "sfacelosfaldaresfamatosfarzososfaticatosferasfidasfilatosfingesfocatosfoderaresfogosfoltiresforzatosfratto"
    "sfruttatosfuggitosfumaresfusosgabellosgarbatosgonfiaresgorbiosgrassatosguardosibilosiccomesierrasiglasignore"
    "silenziosillabasimbolosimpaticosimulatosinfoniasingolosinistrosinosintesisinusoidesipariosismasistolesituato"
    "slittaslogaturaslovenosmarritosmemoratosmentitosmeraldosmilzosmontaresmottatosmussatosnelliresnervatosnodo"
    "sobbalzosobriosoccorsosocialesodalesoffittosognosoldatosolennesolidosollazzosolosolubilesolventesomaticosomma"
    "sondasonettosonniferosopiresoppesosoprasorgeresorpassosorrisosorsosorteggiosorvolatosospirosostasottilespada"
    "spallaspargerespatolaspaventospazzolaspeciespedirespegnerespelaturasperanzaspessorespettralespezzatospiaspigoloso"
    "spillatospinosospiralesplendidosportivospososprangasprecarespronatospruzzospuntinosquillosradicaresrotolato"
    "stabilestaccostaffastagnarestampatostantiostarnutostaserastatutostelosteppasterzostilettostimastirpestivale"
    "stizzosostonatostoricostrappostregatostridulostrozzarestruttostuccarestufostupendosubentrosuccososudoresuggerito"
    "sugosultanosuonaresuperbosupportosurgelatosurrogatosussurrosuturasvagaresvedesesvegliosvelaresvenutosvezia"
    "svilupposvistasvizzerasvoltasvuotaretabaccotabulatotacciaretaciturnotaletalismanotamponetanninotaratardivotargato"
    "tariffatarparetartarugatastotatticotavernatavolatatazzatecatecnicotelefonotemerariotempotemutotendonetenero"
    "tensionetentacoloteorematermeterrazzoterzettotesitesseratotestatotetrotettoiatifaretigellatimbrotintotipico"
    "tipografotiraggiotirotitaniotitolotitubantetiziotizzonetoccaretolleraretoltotombolatomotonfotonsillatopazio"
    "topologiatoppatorbatornaretorronetortoratoscanotossiretostaturatotanotraboccotracheatrafilatragediatralcio"
    "tramontotransitotrapanotrarretraslocotrattatotravetrecciatremoliotrespolotributotrichecotrifogliotrillotrincea"
    "triotristezzatrituratotrivellatrombatronotroppotrottolatrovaretruccatotubaturatuffatotulipanotumultotunisia"
    "turbareturchinotutatutelaubicatouccellouccisoreudireuditivouffaufficiougualeulisseultimatoumanoumileumorismo"
    "uncinettoungereunghereseunicornounificatounisonounitariounteuovoupupauraganourgenzaurlousanzausatouscitousignolo"
    "usuraioutensileutilizzoutopiavacantevaccinatovagabondovagliatovalangavalgovalicovallettavalorosovalutarevalvola"
    "vampatavangarevanitosovanovantaggiovanveravaporevaranovarcatovariantevascavedettavedovavedutovegetaleveicolo"
    "velcrovelinavellutovelocevenatovendemmiaventoveraceverbalevergognaverificaveroverrucaverticalevescicavessillo"
    "vestaleveteranovetrinavetustoviandantevibrantevicendavichingovicinanzavidimarevigiliavignetovigorevilevillano"
    "viminivincitoreviolaviperavirgolavirologovirulentoviscosovisionevispovissutovisuravitavitellovittimavivandavivido"
    "viziarevocevogavolatilevolerevolpevoraginevulcanozampognazannazappatozatterazavorrazefirozelantezelozenzero"
    "zerbinozibettozincozirconezittozollazoticozuccherozufolozuluzuppa"
    ;
static const uint16_t italian_offsets[2049] = {
    0, 5, 13, 21, 26, 32, 39, 47, 55, 63, 70, 78, 85, 92, 97, 102, 106, 114, 122, 127, 133, 141, 147, 155, 162, 167,
    175, 182, 190, 197, 204, 212, 220, 225, 233, 238, 244, 251, 259, 264, 271, 279, 287, 295, 301, 309, 314, 321, 329,
    333, 339, 343, 351, 359, 363, 370, 377, 382, 390, 398, 405, 412, 420, 428, 434, 441, 447, 455, 463, 470, 478, 485,
    491, 498, 504, 512, 519, 526, 532, 539, 544, 551, 559, 564, 571, 578, 586, 594, 599, 604, 612, 619, 627, 635, 643,
    651, 657, 661, 668, 674, 680, 686, 692, 698, 706, 713, 718, 726, 734, 738, 746, 753, 761, 765, 772, 780, 785, 793,
    801, 809, 816, 823, 829, 836, 844, 852, 860, 867, 874, 880, 887, 895, 901, 908, 915, 921, 927, 931, 938, 944, 952,
    959, 966, 974, 978, 986, 993, 1001, 1008, 1014, 1022, 1029, 1034, 1039, 1047, 1052, 1060, 1064, 1072, 1079, 1083,
    1091, 1097, 1105, 1112, 1119, 1126, 1131, 1137, 1145, 1152, 1159, 1166, 1173, 1180, 1187, 1195, 1202, 1210, 1215,
    1223, 1229, 1238, 1244, 1249, 1255, 1262, 1268, 1275, 1281, 1285, 1292, 1300, 1307, 1312, 1319, 1324, 1330, 1337,
    1344, 1351, 1358, 1366, 1373, 1378, 1386, 1393, 1400, 1408, 1413, 1420, 1427, 1432, 1436, 1442, 1447, 1452, 1458,
    1463, 1468, 1476, 1483, 1490, 1494, 1501, 1505, 1511, 1515, 1521, 1527, 1531, 1539, 1544, 1552, 1559, 1565, 1573,
    1581, 1586, 1594, 1601, 1609, 1616, 1623, 1631, 1637, 1643, 1650, 1658, 1663, 1668, 1676, 1683, 1690, 1697, 1704,
    1709, 1715, 1722, 1730, 1738, 1744, 1751, 1760, 1768, 1776, 1781, 1789, 1795, 1800, 1807, 1811, 1817, 1824, 1828,
    1833, 1838, 1845, 1853, 1860, 1865, 1872, 1878, 1886, 1893, 1900, 1907, 1912, 1919, 1926, 1934, 1941, 1948, 1954,
    1961, 1967, 1974, 1978, 1984, 1991, 1998, 2004, 2011, 2019, 2027, 2034, 2039, 2046, 2054, 2062, 2067, 2074, 2082,
    2090, 2099, 2107, 2114, 2121, 2125, 2132, 2140, 2147, 2154, 2160, 2167, 2172, 2179, 2187, 2194, 2200, 2207, 2216,
    2220, 2226, 2235, 2243, 2250, 2255, 2261, 2269, 2275, 2280, 2284, 2289, 2295, 2301, 2309, 2316, 2321, 2329, 2337,
    2341, 2349, 2356, 2361, 2369, 2377, 2382, 2389, 2396, 2405, 2411, 2418, 2424, 2432, 2439, 2444, 2449, 2456, 2462,
    2470, 2477, 2484, 2491, 2497, 2504, 2513, 2518, 2522, 2528, 2536, 2542, 2550, 2556, 2563, 2571, 2579, 2588, 2595,
    2603, 2612, 2619, 2627, 2635, 2642, 2649, 2655, 2664, 2671, 2678, 2686, 2693, 2700, 2705, 2712, 2718, 2725, 2732,
    2740, 2747, 2753, 2760, 2768, 2774, 2781, 2788, 2796, 2801, 2808, 2815, 2820, 2827, 2832, 2839, 2847, 2855, 2861,
    2867, 2873, 2879, 2886, 2892, 2900, 2907, 2912, 2919, 2926, 2930, 2935, 2942, 2950, 2957, 2964, 2971, 2977, 2984,
    2991, 2998, 3006, 3012, 3019, 3026, 3033, 3041, 3049, 3056, 3061, 3069, 3076, 3083, 3088, 3095, 3103, 3109, 3117,
    3125, 3133, 3139, 3148, 3155, 3164, 3172, 3181, 3187, 3195, 3203, 3209, 3215, 3222, 3230, 3238, 3245, 3253, 3261,
    3268, 3275, 3281, 3289, 3293, 3300, 3306, 3313, 3321, 3328, 3335, 3343, 3351, 3359, 3363, 3369, 3376, 3384, 3392,
    3399, 3406, 3414, 3419, 3424, 3430, 3438, 3446, 3453, 3457, 3464, 3468, 3475, 3481, 3488, 3493, 3499, 3505, 3513,
    3519, 3523, 3528, 3535, 3543, 3548, 3555, 3559, 3566, 3574, 3579, 3586, 3591, 3599, 3606, 3614, 3618, 3625, 3632,
    3641, 3649, 3657, 3665, 3671, 3678, 3684, 3689, 3693, 3697, 3702, 3709, 3716, 3722, 3727, 3734, 3742, 3750, 3755,
    3763, 3769, 3776, 3782, 3789, 3796, 3802, 3809, 3816, 3824, 3831, 3837, 3845, 3851, 3855, 3861, 3866, 3873, 3880,
    3888, 3892, 3899, 3906, 3913, 3918, 3925, 3933, 3937, 3944, 3952, 3959, 3967, 3975, 3980, 3987, 3995, 4000, 4007,
    4015, 4022, 4026, 4032, 4040, 4047, 4054, 4062, 4069, 4075, 4082, 4086, 4094, 4100, 4105, 4113, 4120, 4127, 4133,
    4141, 4149, 4156, 4161, 4169, 4175, 4182, 4187, 4195, 4199, 4207, 4215, 4222, 4228, 4235, 4242, 4250, 4254, 4262,
    4268, 4274, 4278, 4284, 4289, 4295, 4302, 4309, 4317, 4325, 4330, 4337, 4344, 4351, 4356, 4361, 4366, 4373, 4377,
    4385, 4389, 4396, 4404, 4410, 4415, 4422, 4428, 4433, 4440, 4448, 4453, 4459, 4466, 4473, 4479, 4485, 4493, 4499,
    4507, 4513, 4519, 4527, 4534, 4542, 4550, 4555, 4562, 4569, 4578, 4585, 4592, 4599, 4603, 4611, 4618, 4625, 4630,
    4638, 4643, 4651, 4659, 4668, 4675, 4681, 4686, 4694, 4700, 4707, 4713, 4721, 4727, 4735, 4742, 4747, 4754, 4761,
    4767, 4771, 4779, 4784, 4789, 4796, 4802, 4806, 4812, 4820, 4825, 4832, 4839, 4846, 4853, 4858, 4866, 4871, 4879,
    4886, 4894, 4901, 4909, 4914, 4920, 4926, 4934, 4938, 4946, 4951, 4958, 4965, 4969, 4977, 4984, 4992, 4997, 5005,
    5013, 5018, 5024, 5029, 5036, 5043, 5051, 5057, 5062, 5068, 5074, 5081, 5089, 5096, 5102, 5109, 5116, 5121, 5126,
    5130, 5136, 5143, 5149, 5154, 5161, 5168, 5173, 5180, 5186, 5192, 5200, 5207, 5213, 5218, 5224, 5231, 5237, 5243,
    5249, 5255, 5263, 5268, 5274, 5282, 5286, 5293, 5301, 5306, 5314, 5321, 5326, 5330, 5336, 5344, 5350, 5356, 5364,
    5369, 5375, 5383, 5391, 5398, 5406, 5413, 5419, 5425, 5432, 5440, 5447, 5453, 5460, 5467, 5475, 5482, 5490, 5498,
    5505, 5513, 5520, 5528, 5535, 5543, 5551, 5557, 5565, 5570, 5576, 5583, 5590, 5598, 5606, 5614, 5621, 5628, 5635,
    5643, 5650, 5657, 5666, 5674, 5680, 5687, 5694, 5702, 5710, 5718, 5724, 5732, 5739, 5748, 5756, 5762, 5768, 5776,
    5784, 5791, 5797, 5802, 5809, 5816, 5824, 5832, 5839, 5846, 5854, 5862, 5869, 5875, 5882, 5888, 5897, 5902, 5910,
    5917, 5923, 5930, 5934, 5939, 5947, 5955, 5962, 5967, 5974, 5980, 5987, 5993, 6000, 6007, 6013, 6019, 6026, 6031,
    6039, 6044, 6049, 6054, 6060, 6067, 6072, 6081, 6085, 6093, 6099, 6103, 6110, 6115, 6123, 6131, 6138, 6145, 6151,
    6158, 6162, 6168, 6173, 6177, 6184, 6190, 6197, 6201, 6207, 6214, 6220, 6227, 6234, 6241, 6245, 6253, 6257, 6265,
    6271, 6279, 6284, 6288, 6295, 6302, 6307, 6312, 6319, 6327, 6333, 6341, 6347, 6353, 6359, 6366, 6371, 6379, 6387,
    6395, 6404, 6411, 6416, 6424, 6428, 6434, 6442, 6450, 6459, 6466, 6473, 6481, 6488, 6496, 6501, 6509, 6516, 6523,
    6528, 6536, 6544, 6551, 6558, 6567, 6576, 6583, 6589, 6596, 6603, 6612, 6620, 6628, 6636, 6640, 6647, 6652, 6659,
    6666, 6670, 6677, 6685, 6692, 6697, 6705, 6709, 6716, 6723, 6730, 6736, 6743, 6752, 6756, 6763, 6770, 6777, 6784,
    6789, 6797, 6803, 6809, 6815, 6823, 6827, 6833, 6839, 6847, 6854, 6861, 6866, 6874, 6881, 6889, 6894, 6902, 6911,
    6918, 6926, 6932, 6938, 6943, 6947, 6954, 6963, 6968, 6975, 6984, 6990, 6998, 7005, 7012, 7019, 7023, 7030, 7039,
    7045, 7053, 7061, 7066, 7073, 7082, 7087, 7092, 7098, 7103, 7111, 7118, 7125, 7134, 7142, 7148, 7153, 7160, 7166,
    7170, 7177, 7183, 7191, 7195, 7202, 7207, 7216, 7223, 7229, 7236, 7243, 7251, 7259, 7266, 7274, 7282, 7289, 7297,
    7304, 7311, 7318, 7325, 7330, 7337, 7344, 7352, 7356, 7365, 7372, 7377, 7383, 7389, 7395, 7399, 7403, 7409, 7416,
    7423, 7432, 7440, 7446, 7453, 7461, 7468, 7474, 7479, 7485, 7490, 7497, 7503, 7510, 7514, 7522, 7529, 7537, 7542,
    7547, 7555, 7564, 7570, 7579, 7588, 7597, 7601, 7608, 7615, 7622, 7629, 7636, 7645, 7652, 7656, 7662, 7670, 7677,
    7683, 7688, 7697, 7702, 7709, 7717, 7722, 7727, 7736, 7742, 7747, 7752, 7760, 7769, 7773, 7780, 7788, 7795, 7802,
    7807, 7813, 7822, 7829, 7835, 7843, 7850, 7859, 7863, 7871, 7879, 7887, 7894, 7902, 7910, 7916, 7922, 7926, 7931,
    7939, 7945, 7953, 7959, 7963, 7971, 7979, 7983, 7988, 7992, 8000, 8006, 8013, 8018, 8023, 8028, 8035, 8042, 8049,
    8056, 8060, 8069, 8073, 8081, 8088, 8095, 8100, 8104, 8110, 8119, 8127, 8134, 8138, 8144, 8151, 8159, 8164, 8172,
    8179, 8187, 8195, 8201, 8208, 8212, 8219, 8225, 8232, 8240, 8248, 8255, 8263, 8270, 8279, 8286, 8292, 8299, 8307,
    8315, 8321, 8327, 8333, 8340, 8348, 8355, 8363, 8370, 8377, 8381, 8387, 8394, 8402, 8411, 8420, 8429, 8436, 8444,
    8449, 8458, 8466, 8474, 8481, 8489, 8496, 8500, 8509, 8515, 8522, 8531, 8536, 8543, 8549, 8557, 8564, 8571, 8576,
    8582, 8589, 8596, 8603, 8608, 8612, 8620, 8627, 8633, 8641, 8647, 8652, 8658, 8665, 8671, 8679, 8687, 8693, 8701,
    8707, 8714, 8721, 8728, 8734, 8741, 8749, 8757, 8765, 8772, 8778, 8786, 8793, 8801, 8808, 8817, 8825, 8830, 8838,
    8845, 8851, 8859, 8864, 8872, 8879, 8885, 8892, 8897, 8904, 8908, 8916, 8924, 8933, 8941, 8947, 8953, 8959, 8966,
    8974, 8981, 8989, 8997, 9005, 9012, 9021, 9030, 9038, 9046, 9054, 9059, 9067, 9074, 9082, 9089, 9097, 9104, 9112,
    9120, 9128, 9135, 9143, 9150, 9157, 9162, 9170, 9176, 9183, 9189, 9197, 9203, 9211, 9216, 9221, 9227, 9235, 9242,
    9249, 9256, 9260, 9266, 9274, 9279, 9286, 9291, 9299, 9308, 9316, 9324, 9331, 9338, 9345, 9350, 9357, 9364, 9368,
    9376, 9385, 9391, 9397, 9405, 9413, 9422, 9429, 9437, 9446, 9450, 9459, 9464, 9472, 9479, 9486, 9495, 9503, 9510,
    9518, 9526, 9534, 9540, 9548, 9557, 9563, 9569, 9574, 9581, 9590, 9598, 9602, 9611, 9619, 9627, 9631, 9637, 9645,
    9654, 9662, 9671, 9679, 9686, 9694, 9702, 9707, 9715, 9724, 9731, 9740, 9748, 9755, 9763, 9771, 9778, 9785, 9791,
    9800, 9808, 9817, 9825, 9833, 9841, 9848, 9857, 9866, 9873, 9881, 9888, 9896, 9905, 9913, 9921, 9930, 9938, 9946,
    9953, 9962, 9969, 9977, 9983, 9990, 9997, 10005, 10009, 10017, 10024, 10033, 10041, 10048, 10055, 10062, 10069,
    10077, 10081, 10088, 10097, 10104, 10110, 10114, 10122, 10129, 10135, 10139, 10147, 10153, 10161, 10167, 10173,
    10182, 10189, 10195, 10203, 10208, 10215, 10222, 10228, 10236, 10243, 10250, 10254, 10261, 10267, 10275, 10280,
    10284, 10291, 10298, 10304, 10312, 10320, 10326, 10333, 10342, 10350, 10358, 10365, 10371, 10378, 10384, 10389,
    10395, 10401, 10409, 10417, 10425, 10430, 10437, 10446, 10452, 10459, 10466, 10472, 10477, 10484, 10493, 10499,
    10507, 10513, 10521, 10528, 10536, 10545, 10554, 10563, 10571, 10580, 10588, 10596, 10604, 10609, 10618, 10626,
    10633, 10639, 10648, 10655, 10661, 10668, 10675, 10681, 10688, 10695, 10702, 10710, 10716, 10724, 10731, 10739,
    10747, 10755, 10764, 10773, 10781, 10787, 10795, 10803, 10809, 10818, 10827, 10835, 10843, 10849, 10854, 10861,
    10870, 10879, 10888, 10895, 10901, 10909, 10918, 10927, 10934, 10942, 10951, 10956, 10965, 10973, 10981, 10985,
    10993, 10999, 11004, 11011, 11018, 11026, 11032, 11039, 11045, 11050, 11058, 11067, 11074, 11081, 11087, 11096,
    11103, 11111, 11118, 11126, 11135, 11140, 11145, 11152, 11158, 11165, 11174, 11179, 11187, 11195, 11202, 11211,
    11219, 11226, 11231, 11239, 11247, 11256, 11263, 11272, 11279, 11285, 11292, 11298, 11303, 11310, 11318, 11325,
    11332, 11341, 11349, 11357, 11364, 11372, 11376, 11383, 11392, 11399, 11404, 11411, 11418, 11424, 11433, 11440,
    11448, 11457, 11465, 11473, 11479, 11487, 11495, 11503, 11511, 11519, 11524, 11532, 11538, 11546, 11553, 11559,
    11567, 11572, 11579, 11586, 11592, 11600, 11604, 11612, 11620, 11628, 11633, 11638, 11645, 11654, 11660, 11667,
    11672, 11679, 11687, 11694, 11699, 11708, 11717, 11724, 11729, 11736, 11741, 11747, 11755, 11762, 11770, 11778,
    11784, 11791, 11799, 11808, 11816, 11824, 11833, 11841, 11845, 11854, 11862, 11869, 11876, 11885, 11893, 11898,
    11905, 11913, 11921, 11928, 11936, 11943, 11952, 11961, 11968, 11974, 11980, 11988, 11996, 12003, 12011, 12018,
    12025, 12030, 12036, 12042, 12050, 12055, 12061, 12068, 12076, 12083, 12090, 12097, 12105, 12113, 12122, 12129,
    12137, 12142, 12150, 12158, 12165, 12171, 12180, 12184, 12191, 12198, 12205, 12213, 12222, 12231, 12239, 12245,
    12252, 12259, 12266, 12273, 12280, 12286, 12294, 12300, 12308, 12314, 12322, 12329, 12337, 12345, 12354, 12358,
    12367, 12374, 12381, 12385, 12392, 12399, 12406, 12413, 12422, 12427, 12434, 12441, 12449, 12454, 12458, 12465,
    12473, 12482, 12487, 12493, 12500, 12506, 12514, 12523, 12530, 12535, 12543, 12551, 12555, 12564, 12571, 12576,
    12583, 12589, 12596, 12602, 12607, 12613, 12622, 12630, 12634, 12641, 12647, 12656, 12661, 12668, 12675, 12684,
    12689, 12696, 12700, 12705, 12713, 12720, 12729, 12734, 12739, 12746, 12753, 12760, 12767, 12774, 12783, 12789,
    12797, 12804, 12811, 12819, 12826, 12834, 12842, 12849, 12855, 12863, 12871, 12876, 12883, 12891, 12899, 12906,
    12914, 12923, 12929, 12936, 12940, 12949, 12958, 12966, 12972, 12977, 12983, 12991, 12998, 13006, 13014, 13021,
    13029, 13036, 13043, 13050, 13058, 13062, 13068, 13075, 13082, 13090, 13095, 13102, 13106, 13113, 13119, 13125,
    13133, 13138, 13143, 13151, 13160, 13166, 13175, 13183, 13192, 13199, 13207, 13211, 13215, 13220, 13227, 13234,
    13238, 13244, 13249, 13255, 13263, 13270, 13278, 13286, 13292, 13299, 13308, 13317, 13325, 13332, 13337, 13343,
    13351, 13359, 13367, 13374, 13381, 13388, 13396, 13400, 13409, 13416, 13422, 13428, 13435, 13443, 13448, 13455,
    13461, 13467, 13475, 13482, 13488, 13494, 13501, 13507, 13513, 13522, 13527, 13533, 13540, 13548, 13556, 13560,
    13567, 13576, 13583, 13591, 13598, 13606, 13613, 13620, 13629, 13637, 13644, 13652, 13661, 13669, 13676, 13683,
    13689, 13693, 13700, 13706, 13715, 13720, 13726, 13733, 13741, 13750, 13757, 13764, 13769, 13776, 13782, 13786,
    13793, 13800, 13807, 13813, 13820, 13824, 13828, 13836, 13842, 13847, 13855, 13862, 13870, 13875, 13882, 13889,
    13896, 13902, 13909, 13913, 13920, 13927, 13934, 13939, 13946, 13951, 13956, 13962, 13970, 13976, 13980, 13985,
};
static const uint16_t italian_sorted[2048] = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
    31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59,
    60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88,
    89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113,
    114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 135, 136,
    137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159,
    160, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182,
    183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196, 197, 198, 199, 200, 201, 202, 203, 204, 205,
    206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 217, 218, 219, 220, 221, 222, 223, 224, 225, 226, 227, 228,
    229, 230, 231, 232, 233, 234, 235, 236, 237, 238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249, 250, 251,
    252, 253, 254, 255, 256, 257, 258, 259, 260, 261, 262, 263, 264, 265, 266, 267, 268, 269, 270, 271, 272, 273, 274,
    275, 276, 277, 278, 279, 280, 281, 282, 283, 284, 285, 286, 287, 288, 289, 290, 291, 292, 293, 294, 295, 296, 297,
    298, 299, 300, 301, 302, 303, 304, 305, 306, 307, 308, 309, 310, 311, 312, 313, 314, 315, 316, 317, 318, 319, 320,
    321, 322, 323, 324, 325, 326, 327, 328, 329, 330, 331, 332, 333, 334, 335, 336, 337, 338, 339, 340, 341, 342, 343,
    344, 345, 346, 347, 348, 349, 350, 351, 352, 353, 354, 355, 356, 357, 358, 359, 360, 361, 362, 363, 364, 365, 366,
    367, 368, 369, 370, 371, 372, 373, 374, 375, 376, 377, 378, 379, 380, 381, 382, 383, 384, 385, 386, 387, 388, 389,
    390, 391, 392, 393, 394, 395, 396, 397, 398, 399, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412,
    413, 414, 415, 416, 417, 418, 419, 420, 421, 422, 423, 424, 425, 426, 427, 428, 429, 430, 431, 432, 433, 434, 435,
    436, 437, 438, 439, 440, 441, 442, 443, 444, 445, 446, 447, 448, 449, 450, 451, 452, 453, 454, 455, 456, 457, 458,
    459, 460, 461, 462, 463, 464, 465, 466, 467, 468, 469, 470, 471, 472, 473, 474, 475, 476, 477, 478, 479, 480, 481,
    482, 483, 484, 485, 486, 487, 488, 489, 490, 491, 492, 493, 494, 495, 496, 497, 498, 499, 500, 501, 502, 503, 504,
    505, 506, 507, 508, 509, 510, 511, 512, 513, 514, 515, 516, 517, 518, 519, 520, 521, 522, 523, 524, 525, 526, 527,
    528, 529, 530, 531, 532, 533, 534, 535, 536, 537, 538, 539, 540, 541, 542, 543, 544, 545, 546, 547, 548, 549, 550,
    551, 552, 553, 554, 555, 556, 557, 558, 559, 560, 561, 562, 563, 564, 565, 566, 567, 568, 569, 570, 571, 572, 573,
    574, 575, 576, 577, 578, 579, 580, 581, 582, 583, 584, 585, 586, 587, 588, 589, 590, 591, 592, 593, 594, 595, 596,
    597, 598, 599, 600, 601, 602, 603, 604, 605, 606, 607, 608, 609, 610, 611, 612, 613, 614, 615, 616, 617, 618, 619,
    620, 621, 622, 623, 624, 625, 626, 627, 628, 629, 630, 631, 632, 633, 634, 635, 636, 637, 638, 639, 640, 641, 642,
    643, 644, 645, 646, 647, 648, 649, 650, 651, 652, 653, 654, 655, 656, 657, 658, 659, 660, 661, 662, 663, 664, 665,
    666, 667, 668, 669, 670, 671, 672, 673, 674, 675, 676, 677, 678, 679, 680, 681, 682, 683, 684, 685, 686, 687, 688,
    689, 690, 691, 692, 693, 694, 695, 696, 697, 698, 699, 700, 701, 702, 703, 704, 705, 706, 707, 708, 709, 710, 711,
    712, 713, 714, 715, 716, 717, 718, 719, 720, 721, 722, 723, 724, 725, 726, 727, 728, 729, 730, 731, 732, 733, 734,
    735, 736, 737, 738, 739, 740, 741, 742, 743, 744, 745, 746, 747, 748, 749, 750, 751, 752, 753, 754, 755, 756, 757,
    758, 759, 760, 761, 762, 763, 764, 765, 766, 767, 768, 769, 770, 771, 772, 773, 774, 775, 776, 777, 778, 779, 780,
    781, 782, 783, 784, 785, 786, 787, 788, 789, 790, 791, 792, 793, 794, 795, 796, 797, 798, 799, 800, 801, 802, 803,
    804, 805, 806, 807, 808, 809, 810, 811, 812, 813, 814, 815, 816, 817, 818, 819, 820, 821, 822, 823, 824, 825, 826,
    827, 828, 829, 830, 831, 832, 833, 834, 835, 836, 837, 838, 839, 840, 841, 842, 843, 844, 845, 846, 847, 848, 849,
    850, 851, 852, 853, 854, 855, 856, 857, 858, 859, 860, 861, 862, 863, 864, 865, 866, 867, 868, 869, 870, 871, 872,
    873, 874, 875, 876, 877, 878, 879, 880, 881, 882, 883, 884, 885, 886, 887, 888, 889, 890, 891, 892, 893, 894, 895,
    896, 897, 898, 899, 900, 901, 902, 903, 904, 905, 906, 907, 908, 909, 910, 911, 912, 913, 914, 915, 916, 917, 918,
    919, 920, 921, 922, 923, 924, 925, 926, 927, 928, 929, 930, 931, 932, 933, 934, 935, 936, 937, 938, 939, 940, 941,
    942, 943, 944, 945, 946, 947, 948, 949, 950, 951, 952, 953, 954, 955, 956, 957, 958, 959, 960, 961, 962, 963, 964,
    965, 966, 967, 968, 969, 970, 971, 972, 973, 974, 975, 976, 977, 978, 979, 980, 981, 982, 983, 984, 985, 986, 987,
    988, 989, 990, 991, 992, 993, 994, 995, 996, 997, 998, 999, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008,
    1009, 1010, 1011, 1012, 1013, 1014, 1015, 1016, 1017, 1018, 1019, 1020, 1021, 1022, 1023, 1024, 1025, 1026, 1027,
    1028, 1029, 1030, 1031, 1032, 1033, 1034, 1035, 1036, 1037, 1038, 1039, 1040, 1041, 1042, 1043, 1044, 1045, 1046,
    1047, 1048, 1049, 1050, 1051, 1052, 1053, 1054, 1055, 1056, 1057, 1058, 1059, 1060, 1061, 1062, 1063, 1064, 1065,
    1066, 1067, 1068, 1069, 1070, 1071, 1072, 1073, 1074, 1075, 1076, 1077, 1078, 1079, 1080, 1081, 1082, 1083, 1084,
    1085, 1086, 1087, 1088, 1089, 1090, 1091, 1092, 1093, 1094, 1095, 1096, 1097, 1098, 1099, 1100, 1101, 1102, 1103,
    1104, 1105, 1106, 1107, 1108, 1109, 1110, 1111, 1112, 1113, 1114, 1115, 1116, 1117, 1118, 1119, 1120, 1121, 1122,
    1123, 1124, 1125, 1126, 1127, 1128, 1129, 1130, 1131, 1132, 1133, 1134, 1135, 1136, 1137, 1138, 1139, 1140, 1141,
    1142, 1143, 1144, 1145, 1146, 1147, 1148, 1149, 1150, 1151, 1152, 1153, 1154, 1155, 1156, 1157, 1158, 1159, 1160,
    1161, 1162, 1163, 1164, 1165, 1166, 1167, 1168, 1169, 1170, 1171, 1172, 1173, 1174, 1175, 1176, 1177, 1178, 1179,
    1180, 1181, 1182, 1183, 1184, 1185, 1186, 1187, 1188, 1189, 1190, 1191, 1192, 1193, 1194, 1195, 1196, 1197, 1198,
    1199, 1200, 1201, 1202, 1203, 1204, 1205, 1206, 1207, 1208, 1209, 1210, 1211, 1212, 1213, 1214, 1215, 1216, 1217,
    1218, 1219, 1220, 1221, 1222, 1223, 1224, 1225, 1226, 1227, 1228, 1229, 1230, 1231, 1232, 1233, 1234, 1235, 1236,
    1237, 1238, 1239, 1240, 1241, 1242, 1243, 1244, 1245, 1246, 1247, 1248, 1249, 1250, 1251, 1252, 1253, 1254, 1255,
    1256, 1257, 1258, 1259, 1260, 1261, 1262, 1263, 1264, 1265, 1266, 1267, 1268, 1269, 1270, 1271, 1272, 1273, 1274,
    1275, 1276, 1277, 1278, 1279, 1280, 1281, 1282, 1283, 1284, 1285, 1286, 1287, 1288, 1289, 1290, 1291, 1292, 1293,
    1294, 1295, 1296, 1297, 1298, 1299, 1300, 1301, 1302, 1303, 1304, 1305, 1306, 1307, 1308, 1309, 1310, 1311, 1312,
    1313, 1314, 1315, 1316, 1317, 1318, 1319, 1320, 1321, 1322, 1323, 1324, 1325, 1326, 1327, 1328, 1329, 1330, 1331,
    1332, 1333, 1334, 1335, 1336, 1337, 1338, 1339, 1340, 1341, 1342, 1343, 1344, 1345, 1346, 1347, 1348, 1349, 1350,
    1351, 1352, 1353, 1354, 1355, 1356, 1357, 1358, 1359, 1360, 1361, 1362, 1363, 1364, 1365, 1366, 1367, 1368, 1369,
    1370, 1371, 1372, 1373, 1374, 1375, 1376, 1377, 1378, 1379, 1380, 1381, 1382, 1383, 1384, 1385, 1386, 1387, 1388,
    1389, 1390, 1391, 1392, 1393, 1394, 1395, 1396, 1397, 1398, 1399, 1400, 1401, 1402, 1403, 1404, 1405, 1406, 1407,
    1408, 1409, 1410, 1411, 1412, 1413, 1414, 1415, 1416, 1417, 1418, 1419, 1420, 1421, 1422, 1423, 1424, 1425, 1426,
    1427, 1428, 1429, 1430, 1431, 1432, 1433, 1434, 1435, 1436, 1437, 1438, 1439, 1440, 1441, 1442, 1443, 1444, 1445,
    1446, 1447, 1448, 1449, 1450, 1451, 1452, 1453, 1454, 1455, 1456, 1457, 1458, 1459, 1460, 1461, 1462, 1463, 1464,
    1465, 1466, 1467, 1468, 1469, 1470, 1471, 1472, 1473, 1474, 1475, 1476, 1477, 1478, 1479, 1480, 1481, 1482, 1483,
    1484, 1485, 1486, 1487, 1488, 1489, 1490, 1491, 1492, 1493, 1494, 1495, 1496, 1497, 1498, 1499, 1500, 1501, 1502,
    1503, 1504, 1505, 1506, 1507, 1508, 1509, 1510, 1511, 1512, 1513, 1514, 1515, 1516, 1517, 1518, 1519, 1520, 1521,
    1522, 1523, 1524, 1525, 1526, 1527, 1528, 1529, 1530, 1531, 1532, 1533, 1534, 1535, 1536, 1537, 1538, 1539, 1540,
    1541, 1542, 1543, 1544, 1545, 1546, 1547, 1548, 1549, 1550, 1551, 1552, 1553, 1554, 1555, 1556, 1557, 1558, 1559,
    1560, 1561, 1562, 1563, 1564, 1565, 1566, 1567, 1568, 1569, 1570, 1571, 1572, 1573, 1574, 1575, 1576, 1577, 1578,
    1579, 1580, 1581, 1582, 1583, 1584, 1585, 1586, 1587, 1588, 1589, 1590, 1591, 1592, 1593, 1594, 1595, 1596, 1597,
    1598, 1599, 1600, 1601, 1602, 1603, 1604, 1605, 1606, 1607, 1608, 1609, 1610, 1611, 1612, 1613, 1614, 1615, 1616,
    1617, 1618, 1619, 1620, 1621, 1622, 1623, 1624, 1625, 1626, 1627, 1628, 1629, 1630, 1631, 1632, 1633, 1634, 1635,
    1636, 1637, 1638, 1639, 1640, 1641, 1642, 1643, 1644, 1645, 1646, 1647, 1648, 1649, 1650, 1651, 1652, 1653, 1654,
    1655, 1656, 1657, 1658, 1659, 1660, 1661, 1662, 1663, 1664, 1665, 1666, 1667, 1668, 1669, 1670, 1671, 1672, 1673,
    1674, 1675, 1676, 1677, 1678, 1679, 1680, 1681, 1682, 1683, 1684, 1685, 1686, 1687, 1688, 1689, 1690, 1691, 1692,
    1693, 1694, 1695, 1696, 1697, 1698, 1699, 1700, 1701, 1702, 1703, 1704, 1705, 1706, 1707, 1708, 1709, 1710, 1711,
    1712, 1713, 1714, 1715, 1716, 1717, 1718, 1719, 1720, 1721, 1722, 1723, 1724, 1725, 1726, 1727, 1728, 1729, 1730,
    1731, 1732, 1733, 1734, 1735, 1736, 1737, 1738, 1739, 1740, 1741, 1742, 1743, 1744, 1745, 1746, 1747, 1748, 1749,
    1750, 1751, 1752, 1753, 1754, 1755, 1756, 1757, 1758, 1759, 1760, 1761, 1762, 1763, 1764, 1765, 1766, 1767, 1768,
    1769, 1770, 1771, 1772, 1773, 1774, 1775, 1776, 1777, 1778, 1779, 1780, 1781, 1782, 1783, 1784, 1785, 1786, 1787,
    1788, 1789, 1790, 1791, 1792, 1793, 1794, 1795, 1796, 1797, 1798, 1799, 1800, 1801, 1802, 1803, 1804, 1805, 1806,
    1807, 1808, 1809, 1810, 1811, 1812, 1813, 1814, 1815, 1816, 1817, 1818, 1819, 1820, 1821, 1822, 1823, 1824, 1825,
    1826, 1827, 1828, 1829, 1830, 1831, 1832, 1833, 1834, 1835, 1836, 1837, 1838, 1839, 1840, 1841, 1842, 1843, 1844,
    1845, 1846, 1847, 1848, 1849, 1850, 1851, 1852, 1853, 1854, 1855, 1856, 1857, 1858, 1859, 1860, 1861, 1862, 1863,
    1864, 1865, 1866, 1867, 1868, 1869, 1870, 1871, 1872, 1873, 1874, 1875, 1876, 1877, 1878, 1879, 1880, 1881, 1882,
    1883, 1884, 1885, 1886, 1887, 1888, 1889, 1890, 1891, 1892, 1893, 1894, 1895, 1896, 1897, 1898, 1899, 1900, 1901,
    1902, 1903, 1904, 1905, 1906, 1907, 1908, 1909, 1910, 1911, 1912, 1913, 1914, 1915, 1916, 1917, 1918, 1919, 1920,
    1921, 1922, 1923, 1924, 1925, 1926, 1927, 1928, 1929, 1930, 1931, 1932, 1933, 1934, 1935, 1936, 1937, 1938, 1939,
    1940, 1941, 1942, 1943, 1944, 1945, 1946, 1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958,
    1959, 1960, 1961, 1962, 1963, 1964, 1965, 1966, 1967, 1968, 1969, 1970, 1971, 1972, 1973, 1974, 1975, 1976, 1977,
    1978, 1979, 1980, 1981, 1982, 1983, 1984, 1985, 1986, 1987, 1988, 1989, 1990, 1991, 1992, 1993, 1994, 1995, 1996,
    1997, 1998, 1999, 2000, 2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012, 2013, 2014, 2015,
    2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034,
    2035, 2036, 2037, 2038, 2039, 2040, 2041, 2042, 2043, 2044, 2045, 2046, 2047,
};

static const uint8_t czech_text[] =
    "abdikaceabecedaadresaagreseakceaktovkaalejalkoholamputaceananasandulkaanekdotaanketaantikaanulovatarchaarogance"
    "asfaltasistentaspiraceastmaastronomatlasatletikaatolautobusazylbabkabachorbacilbaculkabadatelbagetabagrbahno"
    "bakteriebaladabaletkabalkonbalonekbalvanbalzabambusbankomatbarbarbaretbarmanbarokobarvabaterkabatohbavlnabazalka"
    "bazilikabazukabednaberanbesedabestiebetonbezinkabezmocbeztakbicyklbidlobiftekbikinybilancebiografbiologbitvabizon"
    "blahobytblatouchblechabledulebleskblikatbliznablokovatblouditbludbobekbobrbodlinabodnoutbohatostbojkotbojovat"
    "bokorysbolestborecborovicebotaboubelbouchatboudaboulebouratboxerbradavkabramborabrankabratrbreptabriketabrkobrloh"
    "bronzbroskevbrunetkabrusinkabrzdabrzybublinabubnovatbuchtabuditelbudkabudovabufetbujarostbukvicebuldokbulvabunda"
    "bunkrburzabutikbuvolbuzolabydletbylinabytovkabzukotcapartcarevnacedrcedulecejchcejncelacelercelkemcelnicecenina"
    "cennostcenovkacentrumcenzorcestopiscetkachalupachapadlocharitachatachechtatchemiechichotchirurgchladchlebachlubit"
    "chmelchmurachobotchocholchodbacholerachomoutchopitchorobachovchrapotchrlitchrtchrupchtivostchudinachutnatchvat"
    "chvilkachvostchybachystatchytitcibulecigaretacihelnacihlacinkotcirkuscisternacitacecitruscizineccizostclona"
    "cokolivcouvatctitelctnostcudnostcuketacukrcupotcvaknoutcvalcvikcvrkotcyklistadalekodarebadateldatumdceradebata"
    "dechovkadecibeldeficitdeflacedekldekretdemokratdepresederbydeskadetektivdikobrazdiktovatdiodadiplomdiskdisplej"
    "divadlodivochdlahadlouhodluhopisdnesdobrodobytekdocentdochutitdodnesdohleddohodadohradojemdojnicedokladdokola"
    "doktordokumentdolardolevadolinadomadominantdomluvitdomovdonutitdopaddopisdoplnitdoposuddoprovoddopustitdorazit"
    "dorostdortdosahdoslovdostatekdosuddosytadotazdotekdotknoutdoufatdoutnatdovozcedozadudoznatdozorcedrahotadrak"
    "dramatikdravecdrazedrdoldrobnostdrogeriedrozddrsnostdrtitdrzostdubenduchovnodudekduhaduhovkadusitdusnodutost"
    "dvojicedvorecdynamitekologekonomieelektronelipsaemailemiseemoceempatieepizodaepochaepopejeposesejesenceeskorta"
    "eskymoetiketaeuforieevoluceexekuceexkurzeexpediceexplozeexportextraktfackafajfkafakultafanatikfantaziefarmacie"
    "favoritfazolefederacefejetonfenkafialkafigurantfilozoffiltrfinancefintafixacefjordflanelflirtflotilafondfosfor"
    "fotbalfotkafotonfrakcefreskafrontafukarfunkcefyzikagalejegarantgenetikageologgilotinaglazuraglejtgolemgolfista"
    "gotikagrafgramofongranulegrepgrilgroggroteskagumahadicehadrhalahalenkahanbahanopisharfaharpunahavranhebkosthejkal"
    "hejnohejtmanhektarhelmahematomherechernaheslohezkyhistorikhladovkahlasivkyhlavahledathlenhlodavechlohhloupost"
    "hltathlubinahluchotahmathmotahmyzhnishnojivohnouthoblinahobojhochhodinyhodlathodnotahodovathojnosthokejholinka"
    "holkaholubhomolehonitbahonoracehoralhordahorizonthorkohorlivechormonhorninahoroskophorstvohospodahostinahotovost"
    "houbahoufhoupathouskahovorhradbahranicehravosthrazdahrbolekhrdinahrdlohrdosthrnekhrobkahromadahrothroudahrozen"
    "hrstkahrubosthryzathubenosthubnouthudbahukothumrhusitahustotahvozdhybnosthydranthygienahymnahysterikidylkaihned"
    "ikonailuzeimunitainfekceinflaceinkasoinovaceinspekceinternetinvalidainvestorinzerceironiejablkojachtajahoda"
    "jakmilejakostjalovecjantarjarmarkjarojasanjasnojatkajavorjazykjedinecjedlejednateljehlanjekotjelenjelitojemnost"
    "jenomjepicejeseterjevitjezdecjezerojinakjindyjinochjiskrajistotajitrnicejizvajmenovatjogurtjurtakabaretkabel"
    "kabinetkachnakadetkadidlokahankajakkajutakakaokaktuskalamitakalhotykalibrkalnostkamerakamkolivkamnakanibalkanoe"
    "kantorkapalinakapelakapitolakapkakaplekapotakaprkapustakapybarakaramelkarotkakartonkasakatalogkatedrakaucekauza"
    "kavaleckazajkakazetakazivostkdekolivkdesikedlubenkempkeramikakinoklacekkladivoklamklapotklasikaklaunklecklenba"
    "klepatklesnoutklidklimaklisnakloboukklokanklopakloubklubovnaklusatkluzkostkmenkmitatkmotrknihaknotkoalicekoberec"
    "kobkakoblihakobylakocourkohoutkojeneckokoskoktejlkolapskoledakolizekolokomandokometakomikkomnatakomorakompas"
    "komunitakonatkonceptkondicekoneckonfesekongreskoninakonkurskontaktkonzervakopaneckopiekopnoutkoprovkakorbel"
    "korektorkormidlokoroptevkorpuskorunakorytokorzetkosateckostkakotelkotletakotoulkoukatkoupelnakousekkouzlokovboj"
    "kozakozorohkrabicekrachkrajinakralovatkrasopiskravatakreditkrejcarkresbakrevetakriketkritikkrizekrkaveckrmelec"
    "krmivokrocankrokkronikakropitkroupakrovkakrtekkruhadlokrupicekrutostkrvinkakrychlekryptakrystalkrytkudlankakufr"
    "kujnostkuklakulajdakulichkulkakulometkulturakunakupodivukurtkurzorkutilkvalitakvasinkakvestorkynologkyselina"
    "kytarakyticekytkakytoveckyvadlolabradorlachtanladnostlaiklakomeclamelalampalanovkalasicelasolasturalatinkalavina"
    "lebkaleckdyledenledniceledovkaledvinalegendalegielegracelehcelehkostlehnoutlektvarlenochodlentilkalepenkalepidlo"
    "letadloletecletmoletokruhlevhartlevitacelevoboklibralichotkalidojedlidskostlihovinalijaveclileklimetkalinielinka"
    "linoleumlistopadlitinalitovatlobistalodivodlogikalogopedlokalitaloketlomcovatlopatalopuchlordlososlotrloudallouh"
    "loukalouskatloveclstivostlucernaluciferlumplusklustracelvicelyralyrikalysinamadammadlomagistrmahagonmajetek"
    "majitelmajoritamakakmakovicemakrelamalbamalinamalovatmalvicemaminkamandlemankomarnostmasakrmaskotmasopustmatice"
    "matrikamaturitamazanecmazivomazlitmazurkamdlobamechanikmeditacemedovinamelasamelounmentolkametlametodametrmezera"
    "migracemihnoutmihulemikinamikrofonmilenecmilimetrmilostmimikamincovnaminibarminometminulostmiskamistrmixovat"
    "mladostmlhamlhovinamlokmlsatmluvitmnichmnohemmobilmocnostmodelkamodlitbamohylamokromolekulamomentkamonarchamonokl"
    "monstrummontovatmonzunmosazmoskytmostmotivacemotorkamotykamouchamoudrostmozaikamozekmozolmramormravenecmrkev"
    "mrtvolamrzetmrzutostmstitelmudrcmuflonmulatmumiemunicemusetmutacemuzeummuzikantmyslivecmzdanabouratnachytatnadace"
    "nadbyteknadhoznadobronadpisnahlasnahnatnahodilenahraditnaivitanajednounajistonajmoutnaklonitnakonecnakrmitnalevo"
    "namazatnamluvitnanometrnaokonaopaknaostronapadatnapevnonaplnitnapnoutnaposlednaprostonaroditnarubynarychlonasadit"
    "nasekatnasleponastatnatoliknaveneknavrchnavzdorynazvatnebenechatneckynedalekonedbatneduhnegacenehetnehodanejen"
    "nejprveneklidnelibostnemilostnemocneochotaneonkanepokojnerostnervnesmyslnesouladnetvorneuronnevinanezvyklenicota"
    "nijaknikamnikdyniklnikteraknitronoclehnohavicenominacenoranoreknositelnosnostnouzenovinynovotanozdranudanudle"
    "nugetnutitnutnostnutrienymfaobalobarvitobavaobdivobecobehnatobejmoutobezitaobhajobaobilniceobjasnitobjektobklopit"
    "oblastoblekoblibaoblohaobludaobnosobohatitobojekoboutobrazecobrnaobrubaobrysobsahobsluhaobstaratobuvobvazobvinit"
    "obvodobvykleobyvatelobzorocasocelocenitochladitochotaochranaocitnoutodbojodbytodchododcizitodebratodeslatodevzdat"
    "odezvaodhadceodhoditodjetodjinudodkazodkoupitodlivodlukaodmlkaodolnostodpadodpisodploutodporodpustitodpykat"
    "odrazkaodsouditodstupodsunodtokodtudodvahaodvetaodvolatodvracetodznakofinaofsajdohlasohniskoohradaohrozitohryzek"
    "okapokeniceoklikaoknookouzlitokovyokrasaokresokrsekokruhokupantokurkaokusitolejninaolizovatomakomeletaomezit"
    "omladinaomlouvatomluvaomylonehdyopakovatopasekoperaceopiceopilostopisovatoporaopoziceopravduoprotiorbitalorchestr"
    "orgieorliceorlojortelosadaoschnoutosikaosivooslavaoslepitoslnitoslovitosnovaosobaosolitospalecostenostrahaostuda"
    "ostychosvojitoteplitotiskotopotrhatotrlostotrokotrubyotvorovanoutovarovesovlivnitovoceoxidozdobapachatelpacient"
    "padouchpahorekpaktpalandapalecpalivopalubapamfletpamlsekpanenkapanikapannapanovatpanstvopantoflepaprikaparketa"
    "parodiepartaparukaparybapasekapasivitapastelkapatentpatronapavoukpaznehtpazourekpeckapedagogpejsekpeklopeloton"
    "penaltapendrekpenzeperiskopperopestrostpetardapeticepetrolejpevninapexesopianistapihapijavicepiklepiknikpilina"
    "pilnostpilulkapinzetapipetapisatelpistolepitevnapivnicepivovarplacentaplakatplamenplanetaplastikaplatitplavidlo"
    "plazplechplemenoplentaplespletivoplevelplivatplnitplnoplochaplodinaplombaploutplukplynpobavitpobytpochodpocit"
    "poctivecpodatpodcenitpodepsatpodhledpodivitpodkladpodmanitpodnikpodobapodporapodrazpodstatapodvodpodzimpoezie"
    "pohankapohnutkapohovorpohromapohybpointapojistkapojmoutpokazitpoklespokojpokrokpokutapokynpolednepolibekpolknout"
    "polohapolynompomalupominoutpomlkapomocpomstapomysletponechatponorkaponurostpopadatpopelpopisekpoplachpoprosit"
    "popsatpopudporadceporceporodporuchaporyvposaditposedposilaposkokposlanecposouditpospolupostavaposudekposyppotah"
    "potkanpotleskpotomekpotravapotupapotvorapoukazpoutopouzdropovahapovidlapovlakpovozpovrchpovstatpovykpovzdech"
    "pozdravpozemekpoznatekpozorpozvatpracovatprahorypraktikapralespraotecpraporekprasepravdaprincipprknoprobudit"
    "procentoprodejprofeseprohraprojektprolomitpromilepronikatpropadprorokprosbaprotonproutekprovazprskavkaprsten"
    "prudkostprutprvekprvohorypsanecpsovodpstruhptactvopubertapuchpudlpukavecpuklinapukrlepultpumpapuncpupenpusa"
    "pusinkapustinaputovatputykapyramidapyskpytelracekrachotradiaceradniceradonraftragbyraketarakovinaramenorampouch"
    "randerarachraritarasovnarastrratolestrazancerazidloreagovatreakcereceptredaktorreferentreflexrejnokreklamarekord"
    "rekrutrektorreputacerevizerevmarevolverrezervariskovatrizikorobotikarodokmenrohovkaroklerokokoromanetoropovod"
    "ropucharorejsrosolrostlinarotmistrrotopedrotundaroubenkarouchorouprourarovinarovnicerozborrozchodrozdatrozeznat"
    "rozhodcerozinkarozjezdrozkazrozloharozmarrozpadrozruchrozsahroztokrozumrozvodrubrikaruchadlorukavicerukopisryba"
    "rybolovrychlostrydlorypadlorytinaryzostsadistasahatsakosamecsamizdatsamotasanitkasardinkasasankasatelitsazba"
    "sazenicesborschovatsebrankasecesesedadlosedimentsedlosehnatsejmoutsekerasektasekundasekvojesemenosenoservis"
    "sesaditseshoraseskokseslatsestrasesuvsesypatsetbasetinasetkatsetnoutsetrvatseverseznamshodashrnoutsifonsilnice"
    "sirkasiroteksirupsituaceskafandrskaliskoskanzenskautskeptikskicaskladbaskleniceskloskluzskobaskokanskoroskripta"
    "skrzskupinaskvostskvrnaslabikasladidloslaninaslastslavnostsledovatslepecslevaslezinaslibslinaslizniceslonsloupek"
    "slovosluchsluhaslunceslupkaslzasmaragdsmetanasmilstvosmlouvasmogsmradsmrksmrtkasmuteksmyslsnadsnahasnobsobota"
    "sochasodovkasokolsopkasotvasoubojsoucitsoudcesouhlassouladsoumraksoupravasousedsoutoksouvisetspalovnaspasitelspis"
    "splavspodekspojenecspolusponzorspornostspoustasprchaspustitsrandasrazsrdcesrnasrnecsrovnatsrpensrstsrubstanice"
    "starostastatikastavbastehnostezkastodolastolekstopastornostoupatstrachstresstrhnoutstromstrunastudnastupnicestvol"
    "styksubjektsubtropysucharsudostsuknosundatsunoutsurikatasurovinasvahsvalstvosvetrsvatbasvazeksvislesviteksvoboda"
    "svodidlosvorkasvrabsykavkasykotsyneksynovecsypatsypkostsyrovostsyselsytosttabletkatabuletahountajemnotajfuntajga"
    "tajittajnosttaktikatamhletampontancovattanectankertapetataveninatazateltechnikatehdytekutinatelefontemnota"
    "tendencetenistatenorteplotatepnateprveterapietermoskatextiltichotiskopistitulektkadlectkaninatlapkatleskattlukot"
    "tlupatmeltoaletatopinkatopoltorzotouhatoulectradicetraktortramptrasatraverzatrefittresttrezortrhavinatrhlina"
    "trochutrojicetroskatroubatrpcetrpiteltrpkosttrubectruchlittruhlicetrustrvattudytuhnouttuhosttundraturistaturnaj"
    "tuzemskotvarohtvorbatvrdosttvrztygrtykevubohostubozeubratubrousekubrusubytovnauchouctivostudivituhraditujednat"
    "ujistitujmoutukazateluklidnituklonitukotvitukrojituliceulitaulovitumyvadlounavituniformauniknoutupadnoutuplatnit"
    "uplynoutupoutatupravituranurazitusednoutusilovatusmrtitusnadnitusnoutusouditustlatustrnoututahovatutkatutlumit"
    "utonoututopenecutrousituvalituvolnituvozovkauzdravituzeluzeninauzlinauznatvagonvalchavalounvanavandalvanilkavaran"
    "varhanyvarovatvcelkuvchodvdovavedrovegetacevejcevelbloudveletrhvelitelvelmocvelrybavenkovverandaverzeveselka"
    "veskrzevesnicevespoduvestaveterinaveverkavibracevichrvideohravidinavidlevilavinicevisetvitalitavizevizitkavjezd"
    "vkladvkusvlajkavlakvlasecvlevovlhkostvlivvlnovkavloupatvnucovatvnukvodavodivostvodoznakvodstvovojenskyvojnavojsko"
    "volantvolbavolitvolnovoskovkavozidlovozovnavpravovrabecvracetvrahvratavrbavrcholekvrhatvrstvavrtulevsaditvstoupit"
    "vstupvtipvybavitvybratvychovatvydatvydravyfotitvyhledatvyhnoutvyhoditvyhraditvyhubitvyjasnitvyjetvyjmoutvyklopit"
    "vykonatvylekatvymazatvymezitvymizetvymysletvynechatvynikatvynutitvypadatvyplatitvypravitvypustitvyrazitvyrovnat"
    "vyrvatvyslovitvysokovystavitvysunoutvysypatvytasitvytesatvytratitvyvinoutvyvolatvyvrhelvyzdobitvyznatvzaduvzbudit"
    "vzchopitvzdorvzduchvzdychatvzestupvzhledemvzkazvzlykatvznikvzorekvzpouravztahvztekxylofonzabratzabydletzachovat"
    "zadarmozadusitzafoukatzahltitzahoditzahradazahynoutzajateczajetzajistitzaklepatzakoupitzalepitzamezitzamotat"
    "zamysletzanechatzanikatzaplatitzapojitzapsatzarazitzastavitzasunoutzatajitzatemnitzatknoutzaujmoutzavalitzavelet"
    "zavinitzavolatzavrtatzazvonitzbavitzbrusuzbudovatzbytekzdalekazdarmazdatnostzdivozdobitzdrojzdvihzdymadlozelenina"
    "zemanzeminazeptatzezaduzezdolazhatitzhltnoutzhlubokazhotovitzhrubazimazimnicezjemnitzklamatzkoumatzkratkazkumavka"
    "zlatozlehkazlobazlomzlostzlozvykzmapovatzmarzmatekzmijezmizetzmocnitzmodratzmrzlinazmutovatznakznalostznamenat"
    "znovuzobrazitzotavitzoubekzoufalezploditzpomalitzpravazprostitzprudkazprvuzradazranitzrcadlozrnitostzrnozrovna"
    "zrychlitzrzavostztichaztratitzubovinazubrzvednoutzvenkuzveselazvonzvratzvukovodzvyk"
    ;
static const uint16_t czech_offsets[2049] = {
    0, 8, 15, 21, 27, 31, 38, 42, 49, 57, 63, 70, 78, 84, 90, 98, 103, 111, 117, 125, 133, 138, 146, 151, 159, 163, 170,
    174, 179, 185, 190, 197, 204, 210, 214, 219, 227, 233, 240, 246, 253, 259, 264, 270, 278, 284, 289, 295, 301, 306,
    313, 318, 324, 331, 339, 345, 350, 355, 361, 367, 372, 379, 385, 391, 397, 402, 408, 414, 421, 428, 434, 439, 444,
    452, 460, 466, 473, 478, 484, 490, 498, 505, 509, 514, 518, 525, 532, 540, 546, 553, 560, 566, 571, 579, 583, 589,
    596, 601, 606, 612, 617, 625, 633, 639, 644, 650, 657, 661, 666, 671, 678, 686, 694, 699, 703, 710, 718, 724, 731,
    736, 742, 747, 755, 762, 768, 773, 778, 783, 788, 793, 798, 804, 810, 816, 823, 829, 835, 842, 846, 852, 857, 861,
    865, 870, 876, 883, 889, 896, 903, 910, 916, 924, 929, 936, 944, 951, 956, 964, 970, 977, 984, 989, 995, 1002, 1007,
    1013, 1019, 1026, 1032, 1039, 1046, 1052, 1059, 1063, 1070, 1076, 1080, 1085, 1093, 1100, 1107, 1112, 1119, 1125,
    1130, 1137, 1143, 1149, 1157, 1164, 1169, 1175, 1181, 1189, 1195, 1201, 1208, 1214, 1219, 1226, 1232, 1238, 1244,
    1251, 1257, 1261, 1266, 1274, 1278, 1282, 1288, 1296, 1302, 1308, 1313, 1318, 1323, 1329, 1337, 1344, 1351, 1358,
    1362, 1368, 1376, 1383, 1388, 1393, 1401, 1409, 1417, 1422, 1428, 1432, 1439, 1446, 1452, 1457, 1463, 1471, 1475,
    1480, 1487, 1493, 1501, 1507, 1513, 1519, 1524, 1529, 1536, 1542, 1548, 1554, 1562, 1567, 1573, 1579, 1583, 1591,
    1599, 1604, 1611, 1616, 1621, 1628, 1635, 1643, 1651, 1658, 1664, 1668, 1673, 1679, 1687, 1692, 1698, 1703, 1708,
    1716, 1722, 1729, 1736, 1742, 1748, 1755, 1762, 1766, 1774, 1780, 1785, 1790, 1798, 1806, 1811, 1818, 1823, 1829,
    1834, 1842, 1847, 1851, 1858, 1863, 1868, 1874, 1881, 1887, 1894, 1900, 1908, 1916, 1922, 1927, 1932, 1937, 1944,
    1951, 1957, 1963, 1967, 1971, 1977, 1984, 1990, 1997, 2004, 2011, 2018, 2025, 2033, 2040, 2046, 2053, 2058, 2064,
    2071, 2078, 2086, 2094, 2101, 2107, 2115, 2122, 2127, 2133, 2141, 2148, 2153, 2160, 2165, 2171, 2176, 2182, 2187,
    2194, 2198, 2204, 2210, 2215, 2220, 2226, 2232, 2238, 2243, 2249, 2255, 2261, 2267, 2275, 2281, 2289, 2296, 2301,
    2306, 2314, 2320, 2324, 2332, 2339, 2343, 2347, 2351, 2359, 2363, 2369, 2373, 2377, 2384, 2389, 2396, 2401, 2408,
    2414, 2421, 2427, 2432, 2439, 2445, 2450, 2457, 2462, 2467, 2472, 2477, 2485, 2493, 2501, 2506, 2512, 2516, 2524,
    2528, 2536, 2541, 2548, 2556, 2560, 2565, 2569, 2573, 2580, 2585, 2592, 2597, 2601, 2607, 2613, 2620, 2627, 2634,
    2639, 2646, 2651, 2656, 2662, 2669, 2677, 2682, 2687, 2695, 2700, 2708, 2714, 2721, 2729, 2736, 2743, 2750, 2758,
    2763, 2767, 2773, 2779, 2784, 2790, 2797, 2804, 2810, 2817, 2823, 2828, 2834, 2839, 2845, 2852, 2856, 2862, 2868,
    2874, 2881, 2887, 2895, 2902, 2907, 2912, 2916, 2922, 2929, 2934, 2941, 2948, 2955, 2960, 2968, 2974, 2979, 2984,
    2989, 2996, 3003, 3010, 3016, 3023, 3031, 3039, 3047, 3055, 3062, 3068, 3074, 3080, 3086, 3093, 3099, 3106, 3112,
    3119, 3123, 3128, 3133, 3138, 3143, 3148, 3155, 3160, 3168, 3174, 3179, 3184, 3190, 3197, 3202, 3208, 3215, 3220,
    3226, 3232, 3237, 3242, 3248, 3254, 3261, 3269, 3274, 3282, 3288, 3293, 3300, 3305, 3312, 3318, 3323, 3330, 3335,
    3340, 3346, 3351, 3357, 3365, 3372, 3378, 3385, 3391, 3399, 3404, 3411, 3416, 3422, 3430, 3436, 3444, 3449, 3454,
    3460, 3464, 3471, 3479, 3486, 3493, 3499, 3503, 3510, 3517, 3522, 3527, 3534, 3541, 3547, 3555, 3563, 3568, 3576,
    3580, 3588, 3592, 3598, 3605, 3609, 3615, 3622, 3627, 3631, 3637, 3643, 3651, 3655, 3660, 3666, 3673, 3679, 3684,
    3689, 3697, 3703, 3711, 3715, 3721, 3726, 3731, 3735, 3742, 3749, 3754, 3761, 3767, 3773, 3779, 3786, 3791, 3798,
    3804, 3810, 3816, 3820, 3827, 3833, 3838, 3845, 3851, 3857, 3865, 3870, 3877, 3884, 3889, 3896, 3903, 3909, 3916,
    3923, 3931, 3938, 3943, 3950, 3958, 3964, 3972, 3980, 3988, 3994, 4000, 4006, 4012, 4019, 4025, 4030, 4037, 4043,
    4049, 4057, 4063, 4069, 4075, 4079, 4086, 4093, 4098, 4105, 4113, 4121, 4128, 4134, 4141, 4147, 4154, 4160, 4166,
    4171, 4178, 4185, 4191, 4197, 4201, 4208, 4214, 4220, 4226, 4231, 4239, 4246, 4253, 4260, 4267, 4273, 4280, 4284,
    4292, 4296, 4303, 4308, 4315, 4321, 4326, 4333, 4340, 4344, 4352, 4356, 4362, 4367, 4374, 4382, 4389, 4396, 4404,
    4410, 4416, 4421, 4428, 4435, 4443, 4450, 4457, 4461, 4468, 4474, 4479, 4486, 4492, 4496, 4503, 4510, 4516, 4521,
    4527, 4532, 4539, 4546, 4553, 4560, 4565, 4572, 4577, 4584, 4591, 4598, 4606, 4614, 4621, 4628, 4635, 4640, 4645,
    4653, 4660, 4668, 4675, 4680, 4688, 4695, 4703, 4711, 4718, 4723, 4730, 4735, 4740, 4748, 4756, 4762, 4769, 4776,
    4783, 4789, 4796, 4804, 4809, 4817, 4823, 4829, 4833, 4838, 4842, 4848, 4852, 4857, 4864, 4869, 4877, 4884, 4891,
    4895, 4899, 4907, 4912, 4916, 4922, 4928, 4933, 4938, 4945, 4952, 4959, 4966, 4974, 4979, 4987, 4994, 4999, 5005,
    5012, 5019, 5026, 5032, 5037, 5044, 5050, 5056, 5064, 5070, 5077, 5085, 5092, 5098, 5104, 5111, 5117, 5125, 5133,
    5141, 5147, 5153, 5161, 5166, 5172, 5176, 5182, 5189, 5196, 5202, 5208, 5216, 5223, 5231, 5237, 5243, 5251, 5258,
    5265, 5273, 5278, 5283, 5290, 5297, 5301, 5309, 5313, 5318, 5324, 5329, 5335, 5340, 5347, 5354, 5362, 5368, 5373,
    5381, 5389, 5397, 5403, 5411, 5419, 5425, 5430, 5436, 5440, 5448, 5455, 5461, 5467, 5475, 5482, 5487, 5492, 5498,
    5506, 5511, 5518, 5523, 5531, 5538, 5543, 5549, 5554, 5559, 5565, 5570, 5576, 5582, 5590, 5598, 5602, 5610, 5618,
    5624, 5632, 5638, 5645, 5651, 5657, 5663, 5671, 5679, 5686, 5694, 5701, 5708, 5716, 5723, 5730, 5736, 5743, 5751,
    5759, 5764, 5770, 5777, 5784, 5791, 5798, 5805, 5813, 5821, 5828, 5834, 5842, 5849, 5856, 5863, 5869, 5876, 5883,
    5889, 5897, 5903, 5907, 5913, 5918, 5926, 5932, 5937, 5943, 5948, 5954, 5959, 5966, 5972, 5980, 5988, 5993, 6001,
    6007, 6014, 6020, 6024, 6031, 6039, 6045, 6051, 6057, 6065, 6071, 6076, 6081, 6086, 6090, 6098, 6103, 6109, 6117,
    6125, 6129, 6134, 6141, 6148, 6153, 6159, 6165, 6171, 6175, 6180, 6185, 6190, 6197, 6203, 6208, 6212, 6219, 6224,
    6229, 6233, 6240, 6248, 6255, 6263, 6271, 6279, 6285, 6293, 6299, 6304, 6310, 6316, 6322, 6327, 6335, 6341, 6346,
    6353, 6358, 6364, 6369, 6374, 6381, 6389, 6393, 6398, 6405, 6410, 6417, 6425, 6430, 6434, 6438, 6444, 6452, 6458,
    6465, 6473, 6478, 6483, 6489, 6496, 6503, 6510, 6518, 6524, 6531, 6538, 6543, 6550, 6555, 6563, 6568, 6574, 6580,
    6588, 6593, 6598, 6605, 6610, 6618, 6625, 6632, 6640, 6646, 6651, 6656, 6661, 6667, 6673, 6680, 6688, 6694, 6699,
    6705, 6710, 6717, 6723, 6730, 6737, 6741, 6748, 6754, 6758, 6766, 6771, 6777, 6782, 6788, 6793, 6800, 6806, 6812,
    6820, 6828, 6832, 6839, 6845, 6853, 6861, 6867, 6871, 6877, 6885, 6891, 6898, 6903, 6910, 6918, 6923, 6930, 6937,
    6943, 6950, 6958, 6963, 6969, 6974, 6979, 6984, 6992, 6997, 7002, 7008, 7015, 7021, 7028, 7034, 7039, 7045, 7052,
    7057, 7064, 7070, 7076, 7083, 7090, 7095, 7099, 7105, 7112, 7117, 7123, 7128, 7135, 7139, 7143, 7151, 7156, 7160,
    7166, 7174, 7181, 7188, 7195, 7199, 7206, 7211, 7217, 7223, 7230, 7237, 7244, 7250, 7255, 7262, 7269, 7277, 7284,
    7291, 7298, 7303, 7309, 7315, 7321, 7329, 7337, 7343, 7350, 7356, 7363, 7371, 7376, 7383, 7389, 7394, 7401, 7408,
    7415, 7420, 7428, 7432, 7440, 7447, 7453, 7461, 7468, 7474, 7482, 7486, 7494, 7499, 7505, 7511, 7518, 7525, 7532,
    7538, 7545, 7552, 7559, 7566, 7573, 7581, 7587, 7593, 7600, 7608, 7614, 7622, 7626, 7631, 7638, 7644, 7648, 7655,
    7661, 7667, 7672, 7676, 7682, 7689, 7695, 7700, 7704, 7708, 7715, 7720, 7726, 7731, 7739, 7744, 7752, 7760, 7767,
    7774, 7781, 7789, 7795, 7801, 7808, 7814, 7822, 7828, 7834, 7840, 7847, 7855, 7862, 7869, 7874, 7880, 7888, 7895,
    7902, 7908, 7913, 7919, 7925, 7930, 7937, 7944, 7952, 7958, 7965, 7971, 7979, 7985, 7990, 7996, 8004, 8012, 8019,
    8027, 8034, 8039, 8046, 8053, 8061, 8067, 8072, 8079, 8084, 8089, 8096, 8101, 8108, 8113, 8119, 8125, 8133, 8141,
    8148, 8155, 8162, 8167, 8172, 8178, 8185, 8192, 8199, 8205, 8212, 8218, 8223, 8230, 8236, 8243, 8249, 8254, 8260,
    8267, 8272, 8280, 8287, 8294, 8302, 8307, 8313, 8321, 8328, 8336, 8342, 8349, 8357, 8362, 8368, 8375, 8380, 8388,
    8396, 8402, 8409, 8415, 8422, 8430, 8437, 8445, 8451, 8457, 8463, 8469, 8476, 8482, 8490, 8496, 8504, 8508, 8513,
    8521, 8527, 8533, 8539, 8546, 8553, 8557, 8561, 8568, 8575, 8581, 8585, 8590, 8594, 8599, 8603, 8610, 8617, 8624,
    8630, 8638, 8642, 8647, 8652, 8658, 8665, 8672, 8677, 8681, 8686, 8692, 8700, 8706, 8714, 8719, 8725, 8731, 8738,
    8743, 8751, 8758, 8765, 8773, 8779, 8785, 8793, 8801, 8807, 8813, 8820, 8826, 8832, 8838, 8846, 8852, 8857, 8865,
    8872, 8880, 8886, 8894, 8902, 8909, 8914, 8920, 8928, 8935, 8942, 8948, 8953, 8961, 8969, 8976, 8983, 8991, 8997,
    9001, 9006, 9012, 9019, 9025, 9032, 9038, 9046, 9054, 9061, 9068, 9074, 9081, 9087, 9093, 9100, 9106, 9112, 9117,
    9123, 9130, 9138, 9146, 9153, 9157, 9164, 9172, 9177, 9184, 9190, 9196, 9203, 9208, 9212, 9217, 9225, 9231, 9238,
    9246, 9253, 9260, 9265, 9273, 9277, 9284, 9292, 9298, 9305, 9313, 9318, 9324, 9331, 9337, 9342, 9349, 9356, 9362,
    9366, 9372, 9379, 9386, 9392, 9398, 9404, 9409, 9416, 9421, 9427, 9433, 9440, 9447, 9452, 9458, 9463, 9470, 9475,
    9482, 9487, 9494, 9499, 9506, 9514, 9522, 9529, 9534, 9541, 9546, 9553, 9561, 9565, 9570, 9575, 9581, 9586, 9593,
    9597, 9604, 9610, 9616, 9623, 9631, 9638, 9643, 9651, 9659, 9665, 9670, 9677, 9681, 9686, 9694, 9698, 9705, 9710,
    9715, 9720, 9726, 9732, 9736, 9743, 9750, 9758, 9765, 9769, 9774, 9778, 9784, 9790, 9795, 9799, 9804, 9808, 9814,
    9819, 9826, 9831, 9836, 9841, 9847, 9853, 9859, 9866, 9872, 9879, 9887, 9893, 9899, 9907, 9915, 9923, 9927, 9932,
    9938, 9946, 9951, 9958, 9966, 9973, 9979, 9986, 9992, 9996, 10001, 10005, 10010, 10017, 10022, 10026, 10030, 10037,
    10045, 10052, 10058, 10064, 10070, 10077, 10083, 10088, 10094, 10101, 10107, 10112, 10120, 10125, 10131, 10137,
    10145, 10150, 10154, 10161, 10169, 10175, 10181, 10186, 10192, 10198, 10206, 10214, 10218, 10226, 10231, 10237,
    10243, 10249, 10255, 10262, 10270, 10276, 10281, 10288, 10293, 10298, 10305, 10310, 10317, 10325, 10330, 10336,
    10344, 10350, 10356, 10363, 10369, 10374, 10379, 10386, 10393, 10399, 10405, 10413, 10418, 10424, 10430, 10438,
    10445, 10453, 10458, 10466, 10473, 10480, 10488, 10495, 10500, 10507, 10512, 10518, 10525, 10533, 10539, 10544,
    10552, 10559, 10566, 10573, 10579, 10586, 10592, 10597, 10601, 10608, 10615, 10620, 10625, 10630, 10636, 10643,
    10650, 10655, 10660, 10668, 10674, 10679, 10685, 10693, 10700, 10706, 10713, 10719, 10725, 10730, 10737, 10744,
    10750, 10758, 10766, 10770, 10775, 10779, 10786, 10792, 10798, 10805, 10811, 10819, 10825, 10831, 10838, 10842,
    10846, 10851, 10858, 10863, 10868, 10876, 10881, 10889, 10893, 10901, 10907, 10914, 10921, 10928, 10934, 10942,
    10950, 10957, 10964, 10971, 10976, 10981, 10987, 10995, 11001, 11009, 11017, 11025, 11033, 11041, 11048, 11055,
    11059, 11065, 11073, 11081, 11088, 11096, 11102, 11109, 11115, 11123, 11131, 11136, 11143, 11150, 11158, 11166,
    11172, 11179, 11187, 11195, 11199, 11206, 11212, 11217, 11222, 11228, 11234, 11238, 11244, 11251, 11256, 11263,
    11270, 11276, 11281, 11286, 11291, 11299, 11304, 11312, 11319, 11326, 11332, 11339, 11345, 11352, 11357, 11364,
    11371, 11378, 11385, 11390, 11398, 11405, 11412, 11417, 11425, 11431, 11436, 11440, 11446, 11451, 11459, 11463,
    11470, 11475, 11480, 11484, 11490, 11494, 11500, 11505, 11512, 11516, 11523, 11530, 11538, 11542, 11546, 11554,
    11562, 11569, 11577, 11582, 11588, 11594, 11599, 11604, 11609, 11617, 11624, 11631, 11637, 11643, 11649, 11653,
    11658, 11662, 11670, 11675, 11681, 11687, 11693, 11701, 11706, 11710, 11717, 11723, 11731, 11736, 11741, 11748,
    11756, 11763, 11770, 11778, 11785, 11793, 11798, 11805, 11813, 11820, 11827, 11834, 11841, 11848, 11856, 11864,
    11871, 11878, 11885, 11893, 11901, 11909, 11916, 11924, 11930, 11938, 11944, 11952, 11960, 11967, 11974, 11981,
    11989, 11997, 12004, 12011, 12019, 12025, 12030, 12037, 12045, 12050, 12056, 12064, 12071, 12079, 12084, 12091,
    12096, 12102, 12109, 12114, 12119, 12126, 12132, 12140, 12148, 12155, 12162, 12170, 12177, 12184, 12191, 12199,
    12206, 12211, 12219, 12227, 12235, 12242, 12249, 12256, 12264, 12272, 12279, 12287, 12294, 12300, 12307, 12315,
    12323, 12330, 12338, 12346, 12354, 12361, 12368, 12375, 12382, 12389, 12397, 12403, 12409, 12417, 12423, 12430,
    12436, 12444, 12449, 12455, 12460, 12465, 12473, 12481, 12486, 12492, 12498, 12504, 12511, 12517, 12525, 12533,
    12541, 12547, 12551, 12558, 12565, 12572, 12579, 12586, 12594, 12599, 12605, 12610, 12614, 12619, 12626, 12634,
    12638, 12644, 12649, 12655, 12662, 12669, 12677, 12685, 12689, 12696, 12704, 12709, 12717, 12724, 12730, 12737,
    12744, 12752, 12758, 12766, 12773, 12778, 12783, 12789, 12796, 12804, 12808, 12814, 12822, 12830, 12836, 12843,
    12851, 12855, 12863, 12869, 12876, 12880, 12885, 12893, 12897,
};
static const uint16_t czech_sorted[2048] = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
    31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59,
    60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88,
    89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113,
    114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 135, 136,
    137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159,
    160, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182,
    183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196, 197, 198, 199, 200, 201, 202, 203, 204, 205,
    206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 217, 218, 219, 220, 221, 222, 223, 224, 225, 226, 227, 228,
    229, 230, 231, 232, 233, 234, 235, 236, 237, 238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249, 250, 251,
    252, 253, 254, 255, 256, 257, 258, 259, 260, 261, 262, 263, 264, 265, 266, 267, 268, 269, 270, 271, 272, 273, 274,
    275, 276, 277, 278, 279, 280, 281, 282, 283, 284, 285, 286, 287, 288, 289, 290, 291, 292, 293, 294, 295, 296, 297,
    298, 299, 300, 301, 302, 303, 304, 305, 306, 307, 308, 309, 310, 311, 312, 313, 314, 315, 316, 317, 318, 319, 320,
    321, 322, 323, 324, 325, 326, 327, 328, 329, 330, 331, 332, 333, 334, 335, 336, 337, 338, 339, 340, 341, 342, 343,
    344, 345, 346, 347, 348, 349, 350, 351, 352, 353, 354, 355, 356, 357, 358, 359, 360, 361, 362, 363, 364, 365, 366,
    367, 368, 369, 370, 371, 372, 373, 374, 375, 376, 377, 378, 379, 380, 381, 382, 383, 384, 385, 386, 387, 388, 389,
    390, 391, 392, 393, 394, 395, 396, 397, 398, 399, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412,
    413, 414, 415, 416, 417, 418, 419, 420, 421, 422, 423, 424, 425, 426, 427, 428, 429, 430, 431, 432, 433, 434, 435,
    436, 437, 438, 439, 440, 441, 442, 443, 444, 445, 446, 447, 448, 449, 450, 451, 452, 453, 454, 455, 456, 457, 458,
    459, 460, 461, 462, 463, 464, 465, 466, 467, 468, 469, 470, 471, 472, 473, 474, 475, 476, 477, 478, 479, 480, 481,
    482, 483, 484, 485, 486, 487, 488, 489, 490, 491, 492, 493, 494, 495, 496, 497, 498, 499, 500, 501, 502, 503, 504,
    505, 506, 507, 508, 509, 510, 511, 512, 513, 514, 515, 516, 517, 518, 519, 520, 521, 522, 523, 524, 525, 526, 527,
    528, 529, 530, 531, 532, 533, 534, 535, 536, 537, 538, 539, 540, 541, 542, 543, 544, 545, 546, 547, 548, 549, 550,
    551, 552, 553, 554, 555, 556, 557, 558, 559, 560, 561, 562, 563, 564, 565, 566, 567, 568, 569, 570, 571, 572, 573,
    574, 575, 576, 577, 578, 579, 580, 581, 582, 583, 584, 585, 586, 587, 588, 589, 590, 591, 592, 593, 594, 595, 596,
    597, 598, 599, 600, 601, 602, 603, 604, 605, 606, 607, 608, 609, 610, 611, 612, 613, 614, 615, 616, 617, 618, 619,
    620, 621, 622, 623, 624, 625, 626, 627, 628, 629, 630, 631, 632, 633, 634, 635, 636, 637, 638, 639, 640, 641, 642,
    643, 644, 645, 646, 647, 648, 649, 650, 651, 652, 653, 654, 655, 656, 657, 658, 659, 660, 661, 662, 663, 664, 665,
    666, 667, 668, 669, 670, 671, 672, 673, 674, 675, 676, 677, 678, 679, 680, 681, 682, 683, 684, 685, 686, 687, 688,
    689, 690, 691, 692, 693, 694, 695, 696, 697, 698, 699, 700, 701, 702, 703, 704, 705, 706, 707, 708, 709, 710, 711,
    712, 713, 714, 715, 716, 717, 718, 719, 720, 721, 722, 723, 724, 725, 726, 727, 728, 729, 730, 731, 732, 733, 734,
    735, 736, 737, 738, 739, 740, 741, 742, 743, 744, 745, 746, 747, 748, 749, 750, 751, 752, 753, 754, 755, 756, 757,
    758, 759, 760, 761, 762, 763, 764, 765, 766, 767, 768, 769, 770, 771, 772, 773, 774, 775, 776, 777, 778, 779, 780,
    781, 782, 783, 784, 785, 786, 787, 788, 789, 790, 791, 792, 793, 794, 795, 796, 797, 798, 799, 800, 801, 802, 803,
    804, 805, 806, 807, 808, 809, 810, 811, 812, 813, 814, 815, 816, 817, 818, 819, 820, 821, 822, 823, 824, 825, 826,
    827, 828, 829, 830, 831, 832, 833, 834, 835, 836, 837, 838, 839, 840, 841, 842, 843, 844, 845, 846, 847, 848, 849,
    850, 851, 852, 853, 854, 855, 856, 857, 858, 859, 860, 861, 862, 863, 864, 865, 866, 867, 868, 869, 870, 871, 872,
    873, 874, 875, 876, 877, 878, 879, 880, 881, 882, 883, 884, 885, 886, 887, 888, 889, 890, 891, 892, 893, 894, 895,
    896, 897, 898, 899, 900, 901, 902, 903, 904, 905, 906, 907, 908, 909, 910, 911, 912, 913, 914, 915, 916, 917, 918,
    919, 920, 921, 922, 923, 924, 925, 926, 927, 928, 929, 930, 931, 932, 933, 934, 935, 936, 937, 938, 939, 940, 941,
    942, 943, 944, 945, 946, 947, 948, 949, 950, 951, 952, 953, 954, 955, 956, 957, 958, 959, 960, 961, 962, 963, 964,
    965, 966, 967, 968, 969, 970, 971, 972, 973, 974, 975, 976, 977, 978, 979, 980, 981, 982, 983, 984, 985, 986, 987,
    988, 989, 990, 991, 992, 993, 994, 995, 996, 997, 998, 999, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008,
    1009, 1010, 1011, 1012, 1013, 1014, 1015, 1016, 1017, 1018, 1019, 1020, 1021, 1022, 1023, 1024, 1025, 1026, 1027,
    1028, 1029, 1030, 1031, 1032, 1033, 1034, 1035, 1036, 1037, 1038, 1039, 1040, 1041, 1042, 1043, 1044, 1045, 1046,
    1047, 1048, 1049, 1050, 1051, 1052, 1053, 1054, 1055, 1056, 1057, 1058, 1059, 1060, 1061, 1062, 1063, 1064, 1065,
    1066, 1067, 1068, 1069, 1070, 1071, 1072, 1073, 1074, 1075, 1076, 1077, 1078, 1079, 1080, 1081, 1082, 1083, 1084,
    1085, 1086, 1087, 1088, 1089, 1090, 1091, 1092, 1093, 1094, 1095, 1096, 1097, 1098, 1099, 1100, 1101, 1102, 1103,
    1104, 1105, 1106, 1107, 1108, 1109, 1110, 1111, 1112, 1113, 1114, 1115, 1116, 1117, 1118, 1119, 1120, 1121, 1122,
    1123, 1124, 1125, 1126, 1127, 1128, 1129, 1130, 1131, 1132, 1133, 1134, 1135, 1136, 1137, 1138, 1139, 1140, 1141,
    1142, 1143, 1144, 1145, 1146, 1147, 1148, 1149, 1150, 1151, 1152, 1153, 1154, 1155, 1156, 1157, 1158, 1159, 1160,
    1161, 1162, 1163, 1164, 1165, 1166, 1167, 1168, 1169, 1170, 1171, 1172, 1173, 1174, 1175, 1176, 1177, 1178, 1179,
    1180, 1181, 1182, 1183, 1184, 1185, 1186, 1187, 1188, 1189, 1190, 1191, 1192, 1193, 1194, 1195, 1196, 1197, 1198,
    1199, 1200, 1201, 1202, 1203, 1204, 1205, 1206, 1207, 1208, 1209, 1210, 1211, 1212, 1213, 1214, 1215, 1216, 1217,
    1218, 1219, 1220, 1221, 1222, 1223, 1224, 1225, 1226, 1227, 1228, 1229, 1230, 1231, 1232, 1233, 1234, 1235, 1236,
    1237, 1238, 1239, 1240, 1241, 1242, 1243, 1244, 1245, 1246, 1247, 1248, 1249, 1250, 1251, 1252, 1253, 1254, 1255,
    1256, 1257, 1258, 1259, 1260, 1261, 1262, 1263, 1264, 1265, 1266, 1267, 1268, 1269, 1270, 1271, 1272, 1273, 1274,
    1275, 1276, 1277, 1278, 1279, 1280, 1281, 1282, 1283, 1284, 1285, 1286, 1287, 1288, 1289, 1290, 1291, 1292, 1293,
    1294, 1295, 1296, 1297, 1298, 1299, 1300, 1301, 1302, 1303, 1304, 1305, 1306, 1307, 1308, 1309, 1310, 1311, 1312,
    1313, 1314, 1315, 1316, 1317, 1318, 1319, 1320, 1321, 1322, 1323, 1324, 1325, 1326, 1327, 1328, 1329, 1330, 1331,
    1332, 1333, 1334, 1335, 1336, 1337, 1338, 1339, 1340, 1341, 1342, 1343, 1344, 1345, 1346, 1347, 1348, 1349, 1350,
    1351, 1352, 1353, 1354, 1355, 1356, 1357, 1358, 1359, 1360, 1361, 1362, 1363, 1364, 1365, 1366, 1367, 1368, 1369,
    1370, 1371, 1372, 1373, 1374, 1375, 1376, 1377, 1378, 1379, 1380, 1381, 1382, 1383, 1384, 1385, 1386, 1387, 1388,
    1389, 1390, 1391, 1392, 1393, 1394, 1395, 1396, 1397, 1398, 1399, 1400, 1401, 1402, 1403, 1404, 1405, 1406, 1407,
    1408, 1409, 1410, 1411, 1412, 1413, 1414, 1415, 1416, 1417, 1418, 1419, 1420, 1421, 1422, 1423, 1424, 1425, 1426,
    1427, 1428, 1429, 1430, 1431, 1432, 1433, 1434, 1435, 1436, 1437, 1438, 1439, 1440, 1441, 1442, 1443, 1444, 1445,
    1446, 1447, 1448, 1449, 1450, 1451, 1452, 1453, 1454, 1455, 1456, 1457, 1458, 1459, 1460, 1461, 1462, 1463, 1464,
    1465, 1466, 1467, 1468, 1469, 1470, 1471, 1472, 1473, 1474, 1475, 1476, 1477, 1478, 1479, 1480, 1481, 1482, 1483,
    1484, 1485, 1486, 1487, 1488, 1489, 1490, 1491, 1492, 1493, 1494, 1495, 1496, 1497, 1498, 1499, 1500, 1501, 1502,
    1503, 1504, 1505, 1506, 1507, 1508, 1509, 1510, 1511, 1512, 1513, 1514, 1515, 1516, 1517, 1518, 1519, 1520, 1521,
    1522, 1523, 1524, 1525, 1526, 1527, 1528, 1529, 1530, 1531, 1532, 1533, 1534, 1535, 1536, 1537, 1538, 1539, 1540,
    1541, 1542, 1543, 1544, 1545, 1546, 1547, 1548, 1549, 1550, 1551, 1552, 1553, 1554, 1555, 1556, 1557, 1558, 1559,
    1560, 1561, 1562, 1563, 1564, 1565, 1566, 1567, 1568, 1569, 1570, 1571, 1572, 1573, 1574, 1575, 1576, 1577, 1578,
    1579, 1580, 1581, 1582, 1583, 1584, 1585, 1586, 1587, 1588, 1589, 1590, 1591, 1592, 1593, 1594, 1595, 1596, 1597,
    1598, 1599, 1600, 1601, 1602, 1603, 1604, 1605, 1606, 1607, 1608, 1609, 1610, 1611, 1612, 1613, 1614, 1615, 1616,
    1617, 1618, 1619, 1620, 1621, 1622, 1623, 1624, 1625, 1626, 1627, 1628, 1629, 1630, 1631, 1632, 1633, 1634, 1635,
    1636, 1638, 1639, 1637, 1640, 1641, 1642, 1643, 1644, 1645, 1646, 1647, 1648, 1649, 1650, 1651, 1652, 1653, 1654,
    1655, 1656, 1657, 1658, 1659, 1660, 1661, 1662, 1663, 1664, 1665, 1666, 1667, 1668, 1669, 1670, 1671, 1672, 1673,
    1674, 1675, 1676, 1677, 1678, 1679, 1680, 1681, 1682, 1683, 1684, 1685, 1686, 1687, 1688, 1689, 1690, 1691, 1692,
    1693, 1694, 1695, 1696, 1697, 1698, 1699, 1700, 1701, 1702, 1703, 1704, 1705, 1706, 1707, 1708, 1709, 1710, 1711,
    1712, 1713, 1714, 1715, 1716, 1717, 1718, 1719, 1720, 1721, 1722, 1723, 1724, 1725, 1726, 1727, 1728, 1729, 1730,
    1731, 1732, 1733, 1734, 1735, 1736, 1737, 1738, 1739, 1740, 1741, 1742, 1743, 1744, 1745, 1746, 1747, 1748, 1749,
    1750, 1751, 1752, 1753, 1754, 1755, 1756, 1757, 1758, 1759, 1760, 1761, 1762, 1763, 1764, 1765, 1766, 1767, 1768,
    1769, 1770, 1771, 1772, 1773, 1774, 1775, 1776, 1777, 1778, 1779, 1780, 1781, 1782, 1783, 1784, 1785, 1786, 1787,
    1788, 1789, 1790, 1791, 1792, 1793, 1794, 1795, 1796, 1797, 1798, 1799, 1800, 1801, 1802, 1803, 1804, 1805, 1806,
    1807, 1808, 1809, 1810, 1811, 1812, 1813, 1814, 1815, 1816, 1817, 1818, 1819, 1820, 1821, 1822, 1823, 1824, 1825,
    1826, 1827, 1828, 1829, 1830, 1831, 1832, 1833, 1834, 1835, 1836, 1837, 1838, 1839, 1840, 1841, 1842, 1843, 1844,
    1845, 1846, 1847, 1848, 1849, 1850, 1851, 1852, 1853, 1854, 1855, 1856, 1857, 1858, 1859, 1860, 1861, 1862, 1863,
    1864, 1865, 1866, 1867, 1868, 1869, 1870, 1871, 1872, 1873, 1874, 1875, 1876, 1877, 1878, 1879, 1880, 1881, 1882,
    1883, 1884, 1885, 1886, 1887, 1888, 1889, 1890, 1891, 1892, 1893, 1894, 1895, 1896, 1897, 1898, 1899, 1900, 1901,
    1902, 1903, 1904, 1905, 1906, 1907, 1908, 1909, 1910, 1911, 1912, 1913, 1914, 1915, 1916, 1917, 1918, 1919, 1920,
    1921, 1922, 1923, 1924, 1925, 1926, 1927, 1928, 1929, 1930, 1931, 1932, 1933, 1934, 1935, 1936, 1937, 1938, 1939,
    1940, 1941, 1942, 1943, 1944, 1945, 1946, 1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958,
    1959, 1960, 1961, 1962, 1963, 1964, 1965, 1966, 1967, 1968, 1969, 1970, 1971, 1972, 1973, 1974, 1975, 1976, 1977,
    1978, 1979, 1980, 1981, 1982, 1983, 1984, 1985, 1986, 1987, 1988, 1989, 1990, 1991, 1992, 1993, 1994, 1995, 1996,
    1997, 1998, 1999, 2000, 2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012, 2013, 2014, 2015,
    2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034,
    2035, 2036, 2037, 2038, 2039, 2040, 2041, 2042, 2043, 2044, 2045, 2046, 2047,
};

static const uint8_t portuguese_text[] =
    "abacateabaixoabalarabaterabduzirabelhaabertoabismoabotoarabrangerabreviarabrigarabruptoabsintoabsolutoabsurdo"
    "abutreacabadoacalmaracamparacanharacasoaceitaraceleraracenaracervoacessaracetonaachataracidezacimaacionadoacirrar"
    "aclamaracliveacolhidaacomodaracoplaracordaracumularacusadoradaptaradegaadentroadeptoadequaraderenteadesivoadeus"
    "adianteaditivoadjetivoadjuntoadmiraradoraradquiriraduboadversoadvogadoaeronaveafastaraferirafetivoafinador"
    "afivelaraflitoafluenteafrontaragacharagarraragasalhoagenciaragilizaragiotaagitadoagoraagradaragresteagrupar"
    "aguardaragulhaajoelharajudarajustaralamedaalarmealastraralavancaalberguealbinoalcatraaldeiaalecrimalegriaalertar"
    "alfacealfinetealgumalheioaliaralicatealienaralinharaliviaralmofadaalocaralpistealteraraltitudealucinaralugaraluno"
    "alusivoalvoamaciaramadoramareloamassarambasambienteameixaamenizaramidoamistosoamizadeamoladoramontoaramoroso"
    "amostraampararampliarampolaanagramaanalisaranarquiaanatomiaandaimeanelanexoangularanimaranjoanomaliaanotado"
    "ansiosoanterioranuidadeanunciaranzolapagadorapalparapanhadoapegoapelidoapertadaapesarapetiteapitoaplausoaplicada"
    "apoioapontarapostaaprendizaprovaraqueceraramearanhaararaarcadaardenteareiaarejararenitoarestaargilosoargolaarma"
    "arquivoarraialarrebatearriscararrobaarrumararsenalarterialartigoarvoredoasfaltarasiladoaspirarassadorassinar"
    "assoalhoassuntoastralatacadoataduraatalhoatarefaratearatenderaterroateuatingiratiradorativoatoleiroatracar"
    "atrevidoatrizatualatumauditoraumentarauraauroraautismoautoriaautuaravaliaravanteavariaaventalavessoaviadoravisar"
    "avulsoaxilaazararazedoazeiteazulejobabarbabosabacalhaubacharelbaciabagagembaianobailarbaionetabairrobaixista"
    "bajularbaleiabalizabalsabanalbandeirabanhobanirbanquetebaratobarbadobaronesabarracabarulhobaseadobastantebatata"
    "batedorbatidabatombatucarbaunilhabeberbeijobeiradabeisebolbeldadebelezabelgabeliscarbenditobengalabenzerberimbau"
    "berlindaberrobesourobexigabezerrobicobicudobienalbifocalbifurcarbigornabilhetebimestrebimotorbiologiabiombo"
    "biosferabipolarbirrentobiscoitobisnetobispobissextobitolabizarroblindadoblocobloquearboatobobagembocadobocejo"
    "bochechaboicotarboladaboletimbolhabolobombeirobondebonecobonitaborbulhabordaborealborrachabovinoboxeadorbranco"
    "brasabravezabreubrigabrilhobrincarbroabrochurabronzearbrotobruxobuchabudismobufarbuleburacobuscabustobuzinacabana"
    "cabelocabidecabocabritocacaucacetadacachorrocaciquecadastrocadeadocafezalcaiaquecaipiracaixotecajadocajucalafrio"
    "calcularcaldeiracalibrarcalmantecalotacamadacambistacamisacamomilacampanhacamuflarcanavialcancelarcanetacanguru"
    "canhotocanivetecanoacansadocantarcanudocapachocapelacapinarcapotarcaprichocaptadorcapuzcaracolcarbonocardeal"
    "carecacarimbarcarneirocarpetecarreiracartazcarvalhocasacocascacasebrecastelocasulocataratacativarcaulecausador"
    "cautelarcavalocavernacebolacedilhacegonhacelebrarcelularcenouracensocenteiocercarcerradocerteirocervejacetim"
    "cevadachacotachaleirachamadochapadacharmechaticechavechefechegadacheirochequechicotechifrechinelochocalhochover"
    "chumbochutarchuvacicatrizciclonecidadecidreiracienteciganacimentocintocinzacirandacircuitocirurgiacitarclareza"
    "cleroclicarcloneclubecoadocoagircobaiacobertorcobrarcocadacoelhocoentrocoesocogumelocoibircoifacoiotecolarcoleira"
    "colhercolidircolmeiacolonocolunacomandocombinarcomentarcomitivacomovercomplexocomumconchacondorconectarconfuso"
    "congelarconhecerconjugarconsumircontratoconvitecooperarcopeirocopiadorcopocoquetelcoragemcordialcornetacoronha"
    "corporalcorreiocortejocorujacorvocossenocostelacotonetecourocouvecovilcozinhacrateracravocrechecredorcremecrer"
    "crespocriadacriminalcrioulocrisecriticarcrostacruacruzeirocubanocuecacuidadocujoculatraculminarculparcultura"
    "cumprircunhadocupidocurativocurralcursarcurtocuspircustearcutelodamascodatardebaterdebitardebochedebulhardecalque"
    "decimaldeclivedecotedecretardedaldedicadodeduzirdefesadefumardegelodegraudegustardeitadodeixardelatordelegado"
    "delineardelongademandademitirdemolidodentistadepenadodepilardepoisdepressadepurarderivaderramardesafiodesbotar"
    "descansodesenhodesfiadodesgastedesigualdeslizedesmamardesovadespesadestaquedesviardetalhardetentordetonardetrito"
    "deusadeverdevidodevotadodezenadiagramadialetodidatadifusodigitardilatadodiluentediminuirdinastiadinheirodiocese"
    "diretodiscretadisfarcedisparodisquetedissipardistanteditadordiurnodiversodivisordivulgardizerdobradordolorido"
    "domadordominadodonativodonzeladormentedorsaldosagemdouradodoutordrenagemdribledrogariaduelarduendeduetoduplo"
    "duquesaduranteduvidosoeclodirecoarecologiaedificareditaleducadoefeitoefetivarejetarelaborarelegereleitorelenco"
    "elevadoreliminarelogiarembargoemboladoembrulhoembutidoemendaemergiremissorempatiaempenhoempinadoempolgaremprego"
    "empurraremuladorencaixeencenadoenchenteencontroendeusarendossarenfaixarenfeiteenfimengajadoengenhoenglobar"
    "engomadoengraxarenguiaenjoarenlatarenquantoenraizarenroladoenrugarensaioenseadaensinoensopadoentantoenteado"
    "entidadeentortarentradaentulhoenvergarenviadoenvolverenxameenxertoenxofreenxutoepidermeequipareretoerguidoerrata"
    "ervaervilhaesbanjaresbeltoescamaescolaescritaescutaesfingeesfolaresfregaresfumadoesgrimaesmalteespantoespelho"
    "espigaesponjaespreitaespumaresquerdaestacaesteiraesticarestofadoestrelaestudoesvaziaretanoletiquetaeuforiaeuropeu"
    "evacuarevaporarevasivoeventualevidenteevoluirexageroexalarexaminarexatoexaustoexcessoexcitarexclamarexecutar"
    "exemploexibirexigenteexonerarexpandirexpelirexpirarexplanarexpostoexpressoexpulsarexternoextintoextratofabricar"
    "fabulosofacetafacialfadafadigafaixafalarfaltafamiliarfandangofanfarrafantochefardadofarelofarinhafarofafarpa"
    "farturafatiafatorfavoritafaxinafazendafechadofeijoadafeirantefelinofemininofendafenoferaferiadoferrugemferver"
    "festejarfetalfeudalfiapofibroseficarficheirofiguradofileirafilhofilmefiltrarfirmezafisgadafissurafitafivela"
    "fixadorfixoflacidezflamingoflanelaflechadafloraflutuarfluxofocalfocinhofofocarfogofoguetefoicefolgadofolheto"
    "forjarformigafornofortefoscofossafragatafraldafrangofrascofraternofreirafrentefretarfriezafrisofriturafronha"
    "frustrarfruteirafugirfulanofuligemfundarfungofunilfuradorfuriosofutebolgabaritogabinetegadogaiatogaiolagaivota"
    "galegagalhogalinhagalochaganhargaragemgarfogargalogarimpogaroupagarrafagasodutogastogatagatilhogavetagazelagelado"
    "geleiagelogemadagemergemidogenerosogengivagenialgenomagenrogeologiageradorgerminargessogestorginastagincana"
    "gingadogirafagirinoglacialglicoseglobalgloriosogoelagoiabagolfegolpeargorduragorjetagorrogostosogoteiragovernar"
    "gracejogradualgrafitegralhagrampogranadagratuitogravetograxagregogrelhargrevegrilogrisalhogritariagrossogrotesco"
    "grudadogrunhidogrutaguacheguaraniguaxinimguerrearguiarguinchoguisadogulagulosoguruhabitarharmoniahastehaver"
    "hectareherdarheresiahesitarhiatohibernarhidratarhienahinohipismohipnosehipotecahojeholofotehomemhonestohonrado"
    "hormonalhospedarhumoradoiateideiaidosoignoradoigrejaiguanailesoilhailudidoiluminarilustrarimagemimediatoimenso"
    "imersivoiminenteimitadorimortalimpactoimpedirimplanteimporimprensaimpuneimunizarinaladorinaptoinativoincenso"
    "incharincidirincluirincolorindecisoindiretoindutorineficazinerenteinfantilinfestarinfinitoinflamarinformal"
    "infratoringeririnibidoinicialinimigoinjetarinocenteinodoroinovadorinoxinquietoinscritoinsetoinsistirinspetor"
    "instalarinsultointactointegralintimarintocadointrigainvasorinvernoinvictoinvocariogurteiranianoironizarirreal"
    "irritadoiscaisentoisoladoisqueiroitalianojaneirojangadajantajararacajardimjarrojasmimjatojavalijazidajejum"
    "joaninhajoelhadajogadorjoiajornaljorrarjovemjubajudeujudocajuizjulgadorjulhojuradojuristajurojustalabaredalaboral"
    "lacrelactanteladrilholagartalagoalajelamberlamentarlaminarlampejolanchelapidarlapsolaranjalareiralarguralasanha"
    "lastrolaterallatidolavandalavouralavradorlaxantelazerlealdadelebrelegadolegendarlegistaleigoleiloarleitura"
    "lembretelemelenhadorlentilhaleoalesmalesteletivoletreirolevarlevezalevitarliberallibidoliderarligarligeirolimitar"
    "limoeirolimpadorlindalinearlinhagemliquidezlistagemlisuralitorallivrolixalixeiralocadorlocutorlojistalombolona"
    "longelontralordelotadoloterialoucuralousalouvarluarlucidezlucrolunetalustrelutadorluvamacacomacetemachadomacio"
    "madeiramadrinhamagnatamagrezamaiormaismalandromalhamalotemalucomamilomamoeiromamutemanadamanchamandatomanequim"
    "manhosomanivelamanobrarmansamantermanusearmapeadomaquinarmarcadormaresiamarfimmargemmarinhomarmitamarotomarquise"
    "marrecomartelomarujomascotemasmorramassagemmastigarmatagalmaternomatinalmatutarmaxilarmedalhamedidamedusamegafone"
    "meigamelanciamelhormembromemorialmeninomenosmensagemmentalmerecermergulhomesadamesclarmesmomesquitamestremetade"
    "meteorometragemmexermexicanomicromigalhamigrarmilagremilenarmilharmimadominerarminhocaministrominoriamiolomirante"
    "mirtilomisturarmocidademodernomodularmoedamoermoinhomoitamolduramolezamolhomolinetemoluscomontanhamoquecamorango"
    "morcegomordomomorenamosaicomosquetemostardamotelmotimmotomotrizmudamuitomulatamulhermultarmundialmunidomuralha"
    "murchomuscularmuseumusicalnacionalnadadornajanamoronarinanarradonascernativanaturezanavalhanavegarnavioneblina"
    "nebulosonegativanegociarnegritonervosonetaneuralnevascanevoeironinarninhonitideznivelarnobrezanoitenoivanomear"
    "nominalnordestenortearnotarnoticiarnoturnonovelonovilhonovonubladonudeznumeralnupcialnutrirnuvemobcecadoobedecer"
    "objetivoobrigadoobscuroobstetraobterobturarocidenteociosoocorreroculistaocupadoofeganteofensivaoferendaoficina"
    "ofuscadoogivaolariaoleosoolharoliveiraombroomeleteomissoomitironduladoonerosoontemopcionaloperadoroponente"
    "oportunoopostoorarorbitarordemordinalorfanatoorgasmoorgulhoorientalorigemoriundoorlaortodoxoorvalhooscilarossada"
    "ossoostentarotimismoousadiaoutonooutubroouvidoovelhaovularoxidaroxigenarpacatopacientepacotepactuarpadaria"
    "padrinhopagarpagodepainelpairarpaisagempalavrapalestrapalhetapalitopalmadapalpitarpancadapanelapanfletopanqueca"
    "pantanalpapagaiopapeladapapiroparafinaparcialpardalparedepartidapasmopassadopastelpatamarpatentepatinarpatrono"
    "pauladapausarpeculiarpedalarpedestrepediatrapedrapegadapeitoralpeixepelepelicanopencapendurarpeneirapenhasco"
    "pensadorpenteperceberperfeitoperguntaperitopermitirpernaperplexopersianapertenceperucapescadopesquisapessoa"
    "petiscarpiadapicadopiedadepigmentopilastrapilhadopilotarpimentapincelpinguimpinhapinotepintarpioneiropipoca"
    "piquetepiranhapirespiruetapiscarpistolapitangapiveteplantaplaquetaplatinaplebeuplumagempluvialpneupodapoeira"
    "poetisapolegadapoliciarpoluentepolvilhopomarpombaponderarpontariapopulosoportapossuirpostalpotepouparpousopovoar"
    "praiapranchapratopraxeprecepredadorprefeitopremiarprensarprepararpresilhapretextoprevenirprezarprimataprincesa"
    "prismaprivadoprocessoprodutoprofetaproibidoprojetoprometerpropagarprosaprotetorprovadorpublicarpudimpularpulmonar"
    "pulseirapunhalpunirpupilopurezapuxadorquadraquantiaquartoquasequebrarquedaqueijoquentequeridoquimonoquinaquiosque"
    "rabanadarabiscoracharracionarradialraiarrainharaioraivarajadaraladoramalrangerranhurarapadurarapelrapidezraposa"
    "raqueteraridaderasanterascunhorasgarraspadorrasteirarasurarratazanaratoeirarealezareanimarreaverrebaixarrebelde"
    "rebolarrecadorecenterecheioreciborecordarrecrutarrecuarrederedimirredondareduzidareenviorefinarrefletirrefogar"
    "refrescorefugiarregaliaregimeregrareinadoreitorrejeitarrelativoremadorremendoremorsorenovadoreparorepelirrepleto"
    "repolhorepresarepudiarrequererresenharesfriarresgatarresidirresolverrespeitoressacarestanteresumirretalhoreter"
    "retirarretomadaretratarrevelarrevisorrevoltariachoricarigidezrigorosorimarringuerisadariscorisonhorobalorochedo"
    "rodadarodeiorodoviaroedorroletaromanoroncarrosadoroseirarostorotaroteirorotinarotularroucorouparoxorubrorugido"
    "rugosoruivorumorupestrerussosaborsaciarsacolasacudirsadiosafirasagasagradasaibrosaladasaleirosalgadosaliva"
    "salpicarsalsichasaltarsalvadorsambarsamuraisanarsanfonasanguesanidadesapatosardasargentosarjetasaturarsaudade"
    "saxofonesazonalsecarsecularsedasedentosediadosedososedutorsegmentosegredosegundoseivaseletoselvagemsemanalsemente"
    "senadorsenhorsensualsentadoseparadosereiaseringaserraservosetembrosetorsigilosilhuetasiliconesimetriasimpatia"
    "simularsinalsincerosingularsinopsesintoniasirenesirisituadosoberanosobrasocorrosogrosojasoldasoletrarsolteiro"
    "sombriosonatasondarsonegarsonhadorsonosopranosoquetesorrirsorteiosossegosotaquesoterrarsovadosozinhosuavizar"
    "subidasubmersosubsolosubtrairsucatasucessosucosudestesufixosugadorsugerirsujeitosulfatosumirsuorsuperiorsuplicar"
    "supostosuprimirsurdinasurfistasurpresasurrealsurtirsuspirosustentotabelatabletetabuadatachotagarelatalhertalo"
    "talveztamanhotamborimtampatangentetantotapartapiocatardiotarefatarjatarraxatatuagemtaurinotaxativotaxistateatral"
    "tecertecidotecladotediosoteiateimartelefonetelhadotemperotenentetensortentartermalternoterrenotesetesouratestado"
    "tetotexturatexugotiaratigelatijolotimbrartimideztingidotinteirotiragemtitulartoalhatochatolerartolicetomada"
    "tomilhotoneltonturatopetetoratorcidotorneiotorquetorradatortotostartoucatoupeiratoxinatrabalhotracejartradutor"
    "trafegartrajetotramatrancartrapotraseirotratadortravartreinotremertrepidartrevotriagemtribotriciclotridente"
    "trilogiatrindadetriplotriturartriunfaltrocartrombetatrovatrunfotruquetubulartucanotudotulipatupiturboturma"
    "turquesatutelartutorialuivarumbigounhaunidadeuniformeurologiaursourtigaurubuusadousinausufruirvacinavadiar"
    "vagarosovaidosovalavalentevalidadevaloresvantagemvaqueirovarandavaretavarrervascularvasilhavassouravazarvazio"
    "veadovedarvegetarveicularveleirovelhiceveludovencedorvendavalvenerarventreverbalverdadevereadorvergonhavermelho"
    "vernizversarvertentevespavestidovetorialviadutoviagemviajarviaturavibradorvideiravidrariavielavigavigentevigiar"
    "vigorarvilarejovincovinhetavinilvioletaviradavirtudevisitarvistovitralviveirovizinhovoadorvoarvogalvolante"
    "voleibolvoltagemvolumosovontadevultovuvuzelaxadrezxaropexequexeretarxerifexingarzangadozarparzebuzeladorzombar"
    "zoologiazumbido"
    ;
static const uint16_t portuguese_offsets[2049] = {
    0, 7, 13, 19, 25, 32, 38, 44, 50, 57, 65, 73, 80, 87, 94, 102, 109, 115, 122, 129, 136, 143, 148, 155, 163, 169,
    175, 182, 189, 196, 202, 207, 215, 222, 229, 235, 243, 251, 258, 265, 273, 281, 288, 293, 300, 306, 313, 321, 328,
    333, 340, 347, 355, 362, 369, 375, 383, 388, 395, 403, 411, 418, 424, 431, 439, 447, 453, 461, 469, 476, 483, 491,
    499, 507, 513, 520, 525, 532, 539, 546, 554, 560, 568, 574, 581, 588, 594, 602, 610, 618, 624, 631, 637, 644, 651,
    658, 664, 672, 677, 683, 688, 695, 702, 709, 716, 724, 730, 737, 744, 752, 760, 766, 771, 778, 782, 789, 795, 802,
    809, 814, 822, 828, 836, 841, 849, 856, 864, 872, 879, 886, 893, 900, 906, 914, 922, 930, 938, 945, 949, 954, 961,
    967, 971, 979, 986, 993, 1001, 1009, 1017, 1022, 1030, 1037, 1045, 1050, 1057, 1065, 1071, 1078, 1083, 1090, 1098,
    1103, 1110, 1116, 1124, 1131, 1138, 1143, 1149, 1154, 1160, 1167, 1172, 1178, 1185, 1191, 1199, 1205, 1209, 1216,
    1223, 1231, 1239, 1245, 1252, 1259, 1267, 1273, 1281, 1289, 1296, 1303, 1310, 1317, 1325, 1332, 1338, 1345, 1352,
    1358, 1366, 1371, 1378, 1384, 1388, 1395, 1403, 1408, 1416, 1423, 1431, 1436, 1441, 1445, 1452, 1460, 1464, 1470,
    1477, 1484, 1490, 1497, 1503, 1509, 1516, 1522, 1529, 1535, 1541, 1546, 1552, 1557, 1563, 1570, 1575, 1581, 1589,
    1597, 1602, 1609, 1615, 1621, 1629, 1635, 1643, 1650, 1656, 1662, 1667, 1672, 1680, 1685, 1690, 1698, 1704, 1711,
    1719, 1726, 1733, 1740, 1748, 1754, 1761, 1767, 1772, 1779, 1787, 1792, 1797, 1804, 1812, 1819, 1825, 1830, 1838,
    1845, 1852, 1858, 1866, 1874, 1879, 1886, 1892, 1899, 1903, 1909, 1915, 1922, 1930, 1937, 1944, 1952, 1959, 1967,
    1973, 1981, 1988, 1996, 2004, 2011, 2016, 2024, 2030, 2037, 2045, 2050, 2058, 2063, 2070, 2076, 2082, 2090, 2098,
    2104, 2111, 2116, 2120, 2128, 2133, 2139, 2145, 2153, 2158, 2164, 2172, 2178, 2186, 2192, 2197, 2204, 2208, 2213,
    2219, 2226, 2230, 2238, 2246, 2251, 2256, 2261, 2268, 2273, 2277, 2283, 2288, 2293, 2299, 2305, 2311, 2317, 2321,
    2328, 2333, 2341, 2349, 2356, 2364, 2371, 2378, 2385, 2392, 2399, 2405, 2409, 2417, 2425, 2433, 2441, 2449, 2455,
    2461, 2469, 2475, 2483, 2491, 2499, 2507, 2515, 2521, 2528, 2535, 2543, 2548, 2555, 2561, 2567, 2574, 2580, 2587,
    2594, 2602, 2610, 2615, 2622, 2629, 2636, 2642, 2650, 2658, 2665, 2673, 2679, 2687, 2693, 2698, 2705, 2712, 2718,
    2726, 2733, 2738, 2746, 2754, 2760, 2767, 2773, 2780, 2787, 2795, 2802, 2809, 2814, 2821, 2827, 2834, 2842, 2849,
    2854, 2860, 2867, 2875, 2882, 2889, 2895, 2902, 2907, 2912, 2919, 2925, 2931, 2938, 2944, 2951, 2959, 2965, 2971,
    2977, 2982, 2990, 2997, 3003, 3011, 3017, 3023, 3030, 3035, 3040, 3047, 3055, 3063, 3068, 3075, 3080, 3086, 3091,
    3096, 3101, 3107, 3113, 3121, 3127, 3133, 3139, 3146, 3151, 3159, 3165, 3170, 3176, 3181, 3188, 3194, 3201, 3208,
    3214, 3220, 3227, 3235, 3243, 3251, 3258, 3266, 3271, 3277, 3283, 3291, 3298, 3306, 3314, 3322, 3330, 3338, 3345,
    3353, 3360, 3368, 3372, 3380, 3387, 3394, 3401, 3408, 3416, 3423, 3430, 3436, 3441, 3448, 3455, 3463, 3468, 3473,
    3478, 3485, 3492, 3497, 3503, 3509, 3514, 3518, 3524, 3530, 3538, 3545, 3550, 3558, 3564, 3568, 3576, 3582, 3587,
    3594, 3598, 3605, 3613, 3619, 3626, 3633, 3640, 3646, 3654, 3660, 3666, 3671, 3677, 3684, 3690, 3697, 3702, 3709,
    3716, 3723, 3731, 3739, 3746, 3753, 3759, 3767, 3772, 3780, 3787, 3793, 3800, 3806, 3812, 3820, 3827, 3833, 3840,
    3848, 3856, 3863, 3870, 3877, 3885, 3893, 3901, 3908, 3914, 3922, 3929, 3935, 3943, 3950, 3958, 3966, 3973, 3981,
    3989, 3997, 4004, 4012, 4018, 4025, 4033, 4040, 4048, 4056, 4063, 4070, 4075, 4080, 4086, 4094, 4100, 4108, 4115,
    4121, 4127, 4134, 4142, 4150, 4158, 4166, 4174, 4181, 4187, 4195, 4203, 4210, 4218, 4226, 4234, 4241, 4247, 4254,
    4261, 4269, 4274, 4282, 4290, 4297, 4305, 4313, 4320, 4328, 4334, 4341, 4348, 4354, 4362, 4368, 4376, 4382, 4388,
    4393, 4398, 4405, 4412, 4420, 4427, 4432, 4440, 4448, 4454, 4461, 4467, 4475, 4481, 4489, 4495, 4502, 4508, 4516,
    4524, 4531, 4538, 4546, 4554, 4562, 4568, 4575, 4582, 4589, 4596, 4604, 4612, 4619, 4627, 4635, 4642, 4650, 4658,
    4666, 4674, 4682, 4690, 4697, 4702, 4710, 4717, 4725, 4733, 4741, 4747, 4753, 4760, 4768, 4776, 4784, 4791, 4797,
    4804, 4810, 4818, 4825, 4832, 4840, 4848, 4855, 4862, 4870, 4877, 4885, 4891, 4898, 4905, 4911, 4919, 4926, 4931,
    4938, 4944, 4948, 4955, 4963, 4970, 4976, 4982, 4989, 4995, 5002, 5009, 5017, 5025, 5032, 5039, 5046, 5053, 5059,
    5066, 5074, 5081, 5089, 5095, 5102, 5109, 5117, 5124, 5130, 5138, 5144, 5152, 5159, 5166, 5173, 5181, 5188, 5196,
    5204, 5211, 5218, 5224, 5232, 5237, 5244, 5251, 5258, 5266, 5274, 5281, 5287, 5295, 5303, 5311, 5318, 5325, 5333,
    5340, 5348, 5356, 5363, 5370, 5377, 5385, 5393, 5399, 5405, 5409, 5415, 5420, 5425, 5430, 5438, 5446, 5454, 5462,
    5469, 5475, 5482, 5488, 5493, 5500, 5505, 5510, 5518, 5524, 5531, 5538, 5546, 5554, 5560, 5568, 5573, 5577, 5581,
    5588, 5596, 5602, 5610, 5615, 5621, 5626, 5633, 5638, 5646, 5654, 5661, 5666, 5671, 5678, 5685, 5692, 5699, 5703,
    5709, 5716, 5720, 5728, 5736, 5743, 5751, 5756, 5763, 5768, 5773, 5780, 5787, 5791, 5798, 5803, 5810, 5817, 5823,
    5830, 5835, 5840, 5845, 5850, 5857, 5863, 5869, 5875, 5883, 5889, 5895, 5901, 5907, 5912, 5919, 5925, 5933, 5941,
    5946, 5952, 5959, 5965, 5970, 5975, 5982, 5989, 5996, 6004, 6012, 6016, 6022, 6028, 6035, 6041, 6046, 6053, 6060,
    6066, 6073, 6078, 6085, 6092, 6099, 6106, 6114, 6119, 6123, 6130, 6136, 6142, 6148, 6154, 6158, 6164, 6169, 6175,
    6183, 6190, 6196, 6202, 6207, 6215, 6222, 6230, 6235, 6241, 6248, 6255, 6262, 6268, 6274, 6281, 6288, 6294, 6302,
    6307, 6313, 6318, 6325, 6332, 6339, 6344, 6351, 6358, 6366, 6373, 6380, 6387, 6393, 6399, 6406, 6414, 6421, 6426,
    6431, 6438, 6443, 6448, 6456, 6464, 6470, 6478, 6485, 6493, 6498, 6504, 6511, 6519, 6527, 6532, 6539, 6546, 6550,
    6556, 6560, 6567, 6575, 6580, 6585, 6592, 6598, 6605, 6612, 6617, 6625, 6633, 6638, 6642, 6649, 6656, 6664, 6668,
    6676, 6681, 6688, 6695, 6703, 6711, 6719, 6723, 6728, 6733, 6741, 6747, 6753, 6758, 6762, 6769, 6777, 6785, 6791,
    6799, 6805, 6813, 6821, 6829, 6836, 6843, 6850, 6858, 6863, 6871, 6877, 6885, 6893, 6899, 6906, 6913, 6919, 6926,
    6933, 6940, 6948, 6956, 6963, 6971, 6979, 6987, 6995, 7003, 7011, 7019, 7027, 7034, 7041, 7048, 7055, 7062, 7070,
    7077, 7085, 7089, 7097, 7105, 7111, 7119, 7127, 7135, 7142, 7149, 7157, 7164, 7172, 7179, 7186, 7193, 7200, 7207,
    7214, 7222, 7230, 7236, 7244, 7248, 7254, 7261, 7269, 7277, 7284, 7291, 7296, 7304, 7310, 7315, 7321, 7325, 7331,
    7337, 7342, 7350, 7358, 7365, 7369, 7375, 7381, 7386, 7390, 7395, 7401, 7405, 7413, 7418, 7424, 7431, 7435, 7440,
    7448, 7455, 7460, 7468, 7476, 7483, 7488, 7492, 7498, 7506, 7513, 7520, 7526, 7533, 7538, 7545, 7552, 7559, 7566,
    7572, 7579, 7585, 7592, 7599, 7607, 7614, 7619, 7627, 7632, 7638, 7646, 7653, 7658, 7665, 7672, 7680, 7684, 7692,
    7700, 7704, 7709, 7714, 7720, 7728, 7733, 7739, 7746, 7753, 7759, 7766, 7771, 7778, 7785, 7793, 7801, 7806, 7812,
    7820, 7828, 7836, 7842, 7849, 7854, 7858, 7865, 7872, 7879, 7886, 7891, 7895, 7900, 7906, 7911, 7917, 7924, 7931,
    7936, 7942, 7946, 7953, 7958, 7964, 7970, 7977, 7981, 7987, 7993, 8000, 8005, 8012, 8020, 8027, 8034, 8039, 8043,
    8051, 8056, 8062, 8068, 8074, 8082, 8088, 8094, 8100, 8107, 8115, 8122, 8130, 8138, 8143, 8149, 8157, 8164, 8172,
    8180, 8187, 8193, 8199, 8206, 8213, 8219, 8227, 8234, 8241, 8247, 8254, 8262, 8270, 8278, 8285, 8292, 8299, 8306,
    8313, 8320, 8326, 8332, 8340, 8345, 8353, 8359, 8365, 8373, 8379, 8384, 8392, 8398, 8405, 8413, 8419, 8426, 8431,
    8439, 8445, 8451, 8458, 8466, 8471, 8479, 8484, 8491, 8497, 8504, 8511, 8517, 8523, 8530, 8537, 8545, 8552, 8557,
    8564, 8571, 8579, 8587, 8594, 8601, 8606, 8610, 8616, 8621, 8628, 8634, 8639, 8647, 8654, 8662, 8669, 8676, 8683,
    8690, 8696, 8703, 8711, 8719, 8724, 8729, 8733, 8739, 8743, 8748, 8754, 8760, 8766, 8773, 8779, 8786, 8792, 8800,
    8805, 8812, 8820, 8827, 8831, 8837, 8843, 8850, 8856, 8862, 8870, 8877, 8884, 8889, 8896, 8904, 8912, 8920, 8927,
    8934, 8938, 8944, 8951, 8959, 8964, 8969, 8976, 8983, 8990, 8995, 9000, 9006, 9013, 9021, 9028, 9033, 9041, 9048,
    9054, 9061, 9065, 9072, 9077, 9084, 9091, 9097, 9102, 9110, 9118, 9126, 9134, 9141, 9149, 9154, 9161, 9169, 9175,
    9182, 9190, 9197, 9205, 9213, 9221, 9228, 9236, 9241, 9247, 9253, 9258, 9266, 9271, 9278, 9284, 9290, 9298, 9305,
    9310, 9318, 9326, 9334, 9342, 9348, 9352, 9359, 9364, 9371, 9379, 9386, 9393, 9401, 9407, 9414, 9418, 9426, 9433,
    9440, 9446, 9450, 9458, 9466, 9473, 9479, 9486, 9492, 9498, 9504, 9510, 9518, 9524, 9532, 9538, 9545, 9552, 9560,
    9565, 9571, 9577, 9583, 9591, 9598, 9606, 9613, 9619, 9626, 9634, 9641, 9647, 9655, 9663, 9671, 9679, 9687, 9693,
    9701, 9708, 9714, 9720, 9727, 9732, 9739, 9745, 9752, 9759, 9766, 9773, 9780, 9786, 9794, 9801, 9809, 9817, 9822,
    9828, 9836, 9841, 9845, 9853, 9858, 9866, 9873, 9881, 9889, 9894, 9902, 9910, 9918, 9924, 9932, 9937, 9945, 9953,
    9961, 9967, 9974, 9982, 9988, 9996, 10001, 10007, 10014, 10022, 10030, 10037, 10044, 10051, 10057, 10064, 10069,
    10075, 10081, 10089, 10095, 10102, 10109, 10114, 10121, 10127, 10134, 10141, 10147, 10153, 10161, 10168, 10174,
    10182, 10189, 10193, 10197, 10203, 10210, 10218, 10226, 10234, 10242, 10247, 10252, 10260, 10268, 10276, 10281,
    10288, 10294, 10298, 10304, 10309, 10315, 10320, 10327, 10332, 10337, 10342, 10350, 10358, 10365, 10372, 10380,
    10388, 10396, 10404, 10410, 10417, 10425, 10431, 10438, 10446, 10453, 10460, 10468, 10475, 10483, 10491, 10496,
    10504, 10512, 10520, 10525, 10530, 10538, 10546, 10552, 10557, 10563, 10569, 10576, 10582, 10589, 10595, 10600,
    10607, 10612, 10618, 10624, 10631, 10638, 10643, 10651, 10659, 10666, 10672, 10680, 10686, 10691, 10697, 10701,
    10706, 10712, 10718, 10723, 10729, 10736, 10744, 10749, 10756, 10762, 10769, 10777, 10784, 10792, 10798, 10806,
    10814, 10821, 10829, 10837, 10844, 10852, 10858, 10866, 10873, 10880, 10886, 10893, 10900, 10906, 10914, 10922,
    10928, 10932, 10939, 10946, 10954, 10961, 10968, 10976, 10983, 10991, 10999, 11006, 11012, 11017, 11024, 11030,
    11038, 11046, 11053, 11060, 11067, 11075, 11081, 11088, 11095, 11102, 11109, 11117, 11125, 11132, 11140, 11148,
    11155, 11163, 11171, 11178, 11186, 11193, 11200, 11205, 11212, 11220, 11228, 11235, 11242, 11249, 11255, 11259,
    11266, 11274, 11279, 11285, 11291, 11296, 11303, 11309, 11316, 11322, 11328, 11335, 11341, 11347, 11353, 11359,
    11365, 11372, 11377, 11381, 11388, 11394, 11401, 11406, 11411, 11415, 11420, 11426, 11432, 11437, 11441, 11449,
    11454, 11459, 11465, 11471, 11478, 11483, 11489, 11493, 11500, 11506, 11512, 11519, 11526, 11532, 11540, 11548,
    11554, 11562, 11568, 11575, 11580, 11587, 11593, 11601, 11607, 11612, 11620, 11627, 11634, 11641, 11649, 11656,
    11661, 11668, 11672, 11679, 11686, 11692, 11699, 11707, 11714, 11721, 11726, 11732, 11740, 11747, 11754, 11761,
    11767, 11774, 11781, 11789, 11795, 11802, 11807, 11812, 11820, 11825, 11831, 11839, 11847, 11855, 11863, 11870,
    11875, 11882, 11890, 11897, 11905, 11911, 11915, 11922, 11930, 11935, 11942, 11947, 11951, 11956, 11964, 11972,
    11979, 11985, 11991, 11998, 12006, 12010, 12017, 12024, 12030, 12037, 12044, 12051, 12059, 12065, 12072, 12080,
    12086, 12094, 12101, 12109, 12115, 12122, 12126, 12133, 12139, 12146, 12153, 12160, 12167, 12172, 12176, 12184,
    12192, 12199, 12207, 12214, 12222, 12230, 12237, 12243, 12250, 12258, 12264, 12271, 12278, 12283, 12291, 12297,
    12301, 12307, 12314, 12322, 12327, 12335, 12340, 12345, 12352, 12358, 12364, 12369, 12376, 12384, 12391, 12399,
    12406, 12413, 12418, 12424, 12431, 12438, 12442, 12448, 12456, 12463, 12470, 12477, 12483, 12489, 12495, 12500,
    12507, 12511, 12518, 12525, 12529, 12536, 12542, 12547, 12553, 12559, 12566, 12573, 12580, 12588, 12595, 12602,
    12608, 12613, 12620, 12626, 12632, 12639, 12644, 12651, 12657, 12661, 12668, 12675, 12681, 12688, 12693, 12699,
    12704, 12712, 12718, 12726, 12734, 12742, 12750, 12757, 12762, 12769, 12774, 12782, 12790, 12796, 12802, 12808,
    12816, 12821, 12828, 12833, 12841, 12849, 12857, 12865, 12871, 12879, 12887, 12893, 12901, 12906, 12912, 12918,
    12925, 12931, 12935, 12941, 12945, 12950, 12955, 12963, 12970, 12978, 12983, 12989, 12993, 13000, 13008, 13016,
    13020, 13026, 13031, 13036, 13041, 13049, 13055, 13061, 13069, 13076, 13080, 13087, 13095, 13102, 13110, 13118,
    13125, 13131, 13137, 13145, 13152, 13160, 13165, 13170, 13175, 13180, 13187, 13195, 13202, 13209, 13215, 13223,
    13231, 13238, 13244, 13250, 13257, 13265, 13273, 13281, 13287, 13293, 13301, 13306, 13313, 13321, 13328, 13334,
    13340, 13347, 13355, 13362, 13370, 13375, 13379, 13386, 13392, 13399, 13407, 13412, 13419, 13424, 13431, 13437,
    13444, 13451, 13456, 13462, 13469, 13476, 13482, 13486, 13491, 13498, 13506, 13514, 13522, 13529, 13534, 13542,
    13548, 13554, 13559, 13566, 13572, 13578, 13585, 13591, 13595, 13602, 13608, 13616, 13623,
};
static const uint16_t portuguese_sorted[2048] = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
    31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59,
    60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88,
    89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113,
    114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 135, 136,
    137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159,
    160, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182,
    183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196, 197, 198, 199, 200, 201, 202, 203, 204, 205,
    206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 217, 218, 219, 220, 221, 222, 223, 224, 225, 226, 227, 228,
    229, 230, 231, 232, 233, 234, 235, 236, 237, 238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249, 250, 251,
    252, 253, 254, 255, 256, 257, 258, 259, 260, 261, 262, 263, 264, 265, 266, 267, 268, 269, 270, 271, 272, 273, 274,
    275, 276, 277, 278, 279, 280, 281, 282, 283, 284, 285, 286, 287, 288, 289, 290, 291, 292, 293, 294, 295, 296, 297,
    298, 299, 300, 301, 302, 303, 304, 305, 306, 307, 308, 309, 310, 311, 312, 313, 314, 315, 316, 317, 318, 319, 320,
    321, 322, 323, 324, 325, 326, 327, 328, 329, 330, 331, 332, 333, 334, 335, 336, 337, 338, 339, 340, 341, 342, 343,
    344, 345, 346, 347, 348, 349, 350, 351, 352, 353, 354, 355, 356, 357, 358, 359, 360, 361, 362, 363, 364, 365, 366,
    367, 368, 369, 370, 371, 372, 373, 374, 375, 376, 377, 378, 379, 380, 381, 382, 383, 384, 385, 386, 387, 388, 389,
    390, 391, 392, 393, 394, 395, 396, 397, 398, 399, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412,
    413, 414, 415, 416, 417, 418, 419, 420, 421, 422, 423, 424, 425, 426, 427, 428, 429, 430, 431, 432, 433, 434, 435,
    436, 437, 438, 439, 440, 441, 442, 443, 444, 445, 446, 447, 448, 449, 450, 451, 452, 453, 454, 455, 456, 457, 458,
    459, 460, 461, 462, 463, 464, 465, 466, 467, 468, 469, 470, 471, 472, 473, 474, 475, 476, 477, 478, 479, 480, 481,
    482, 483, 484, 485, 486, 487, 488, 489, 490, 491, 492, 493, 494, 495, 496, 497, 498, 499, 500, 501, 502, 503, 504,
    505, 506, 507, 508, 509, 510, 511, 512, 513, 514, 515, 516, 517, 518, 519, 520, 521, 522, 523, 524, 525, 526, 527,
    528, 529, 530, 531, 532, 533, 534, 535, 536, 537, 538, 539, 540, 541, 542, 543, 544, 545, 546, 547, 548, 549, 550,
    551, 552, 553, 554, 555, 556, 557, 558, 559, 560, 561, 562, 563, 564, 565, 566, 567, 568, 569, 570, 571, 572, 573,
    574, 575, 576, 577, 578, 579, 580, 581, 582, 583, 584, 585, 586, 587, 588, 589, 590, 591, 592, 593, 594, 595, 596,
    597, 598, 599, 600, 601, 602, 603, 604, 605, 606, 607, 608, 609, 610, 611, 612, 613, 614, 615, 616, 617, 618, 619,
    620, 621, 622, 623, 624, 625, 626, 627, 628, 629, 630, 631, 632, 633, 634, 635, 636, 637, 638, 639, 640, 641, 642,
    643, 644, 645, 646, 647, 648, 649, 650, 651, 652, 653, 654, 655, 656, 657, 658, 659, 660, 661, 662, 663, 664, 665,
    666, 667, 668, 669, 670, 671, 672, 673, 674, 675, 676, 677, 678, 679, 680, 681, 682, 683, 684, 685, 686, 687, 688,
    689, 690, 691, 692, 693, 694, 695, 696, 697, 698, 699, 700, 701, 702, 703, 704, 705, 706, 707, 708, 709, 710, 711,
    712, 713, 714, 715, 716, 717, 718, 719, 720, 721, 722, 723, 724, 725, 726, 727, 728, 729, 730, 731, 732, 733, 734,
    735, 736, 737, 738, 739, 740, 741, 742, 743, 744, 745, 746, 747, 748, 749, 750, 751, 752, 753, 754, 755, 756, 757,
    758, 759, 760, 761, 762, 763, 764, 765, 766, 767, 768, 769, 770, 771, 772, 773, 774, 775, 776, 777, 778, 779, 780,
    781, 782, 783, 784, 785, 786, 787, 788, 789, 790, 791, 792, 793, 794, 795, 796, 797, 798, 799, 800, 801, 802, 803,
    804, 805, 806, 807, 808, 809, 810, 811, 812, 813, 814, 815, 816, 817, 818, 819, 820, 821, 822, 823, 824, 825, 826,
    827, 828, 829, 830, 831, 832, 833, 834, 835, 836, 837, 838, 839, 840, 841, 842, 843, 844, 845, 846, 847, 848, 849,
    850, 851, 852, 853, 854, 855, 856, 857, 858, 859, 860, 861, 862, 863, 864, 865, 866, 867, 868, 869, 870, 871, 872,
    873, 874, 875, 876, 877, 878, 879, 880, 881, 882, 883, 884, 885, 886, 887, 888, 889, 890, 891, 892, 893, 894, 895,
    896, 897, 898, 899, 900, 901, 902, 903, 904, 905, 906, 907, 908, 909, 910, 911, 912, 913, 914, 915, 916, 917, 918,
    919, 920, 921, 922, 923, 924, 925, 926, 927, 928, 929, 930, 931, 932, 933, 934, 935, 936, 937, 938, 939, 940, 941,
    942, 943, 944, 945, 946, 947, 948, 949, 950, 951, 952, 953, 954, 955, 956, 957, 958, 959, 960, 961, 962, 963, 964,
    965, 966, 967, 968, 969, 970, 971, 972, 973, 974, 975, 976, 977, 978, 979, 980, 981, 982, 983, 984, 985, 986, 987,
    988, 989, 990, 991, 992, 993, 994, 995, 996, 997, 998, 999, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008,
    1009, 1010, 1011, 1012, 1013, 1014, 1015, 1016, 1017, 1018, 1019, 1020, 1021, 1022, 1023, 1024, 1025, 1026, 1027,
    1028, 1029, 1030, 1031, 1032, 1033, 1034, 1035, 1036, 1037, 1038, 1039, 1040, 1041, 1042, 1043, 1044, 1045, 1046,
    1047, 1048, 1049, 1050, 1051, 1052, 1053, 1054, 1055, 1056, 1057, 1058, 1059, 1060, 1061, 1062, 1063, 1064, 1065,
    1066, 1067, 1068, 1069, 1070, 1071, 1072, 1073, 1074, 1075, 1076, 1077, 1078, 1079, 1080, 1081, 1082, 1083, 1084,
    1085, 1086, 1087, 1088, 1089, 1090, 1091, 1092, 1093, 1094, 1095, 1096, 1097, 1098, 1099, 1100, 1101, 1102, 1103,
    1104, 1105, 1106, 1107, 1108, 1109, 1110, 1111, 1112, 1113, 1114, 1115, 1116, 1117, 1118, 1119, 1120, 1121, 1122,
    1123, 1124, 1125, 1126, 1127, 1128, 1129, 1130, 1131, 1132, 1133, 1134, 1135, 1136, 1137, 1138, 1139, 1140, 1141,
    1142, 1143, 1144, 1145, 1146, 1147, 1148, 1149, 1150, 1151, 1152, 1153, 1154, 1155, 1156, 1157, 1158, 1159, 1160,
    1161, 1162, 1163, 1164, 1165, 1166, 1167, 1168, 1169, 1170, 1171, 1172, 1173, 1174, 1175, 1176, 1177, 1178, 1179,
    1180, 1181, 1182, 1183, 1184, 1185, 1186, 1187, 1188, 1189, 1190, 1191, 1192, 1193, 1194, 1195, 1196, 1197, 1198,
    1199, 1200, 1201, 1202, 1203, 1204, 1205, 1206, 1207, 1208, 1209, 1210, 1211, 1212, 1213, 1214, 1215, 1216, 1217,
    1218, 1219, 1220, 1221, 1222, 1223, 1224, 1225, 1226, 1227, 1228, 1229, 1230, 1231, 1232, 1233, 1234, 1235, 1236,
    1237, 1238, 1239, 1240, 1241, 1242, 1243, 1244, 1245, 1246, 1247, 1248, 1249, 1250, 1251, 1252, 1253, 1254, 1255,
    1256, 1257, 1258, 1259, 1260, 1261, 1262, 1263, 1264, 1265, 1266, 1267, 1268, 1269, 1270, 1271, 1272, 1273, 1274,
    1275, 1276, 1277, 1278, 1279, 1280, 1281, 1282, 1283, 1284, 1285, 1286, 1287, 1288, 1289, 1290, 1291, 1292, 1293,
    1294, 1295, 1296, 1297, 1298, 1299, 1300, 1301, 1302, 1303, 1304, 1305, 1306, 1307, 1308, 1309, 1310, 1311, 1312,
    1313, 1314, 1315, 1316, 1317, 1318, 1319, 1320, 1321, 1322, 1323, 1324, 1325, 1326, 1327, 1328, 1329, 1330, 1331,
    1332, 1333, 1334, 1335, 1336, 1337, 1338, 1339, 1340, 1341, 1342, 1343, 1344, 1345, 1346, 1347, 1348, 1349, 1350,
    1351, 1352, 1353, 1354, 1355, 1356, 1357, 1358, 1359, 1360, 1361, 1362, 1363, 1364, 1365, 1366, 1367, 1368, 1369,
    1370, 1371, 1372, 1373, 1374, 1375, 1376, 1377, 1378, 1379, 1380, 1381, 1382, 1383, 1384, 1385, 1386, 1387, 1388,
    1389, 1390, 1391, 1392, 1393, 1394, 1395, 1396, 1397, 1398, 1399, 1400, 1401, 1402, 1403, 1404, 1405, 1406, 1407,
    1408, 1409, 1410, 1411, 1412, 1413, 1414, 1415, 1416, 1417, 1418, 1419, 1420, 1421, 1422, 1423, 1424, 1425, 1426,
    1427, 1428, 1429, 1430, 1431, 1432, 1433, 1434, 1435, 1436, 1437, 1438, 1439, 1440, 1441, 1442, 1443, 1444, 1445,
    1446, 1447, 1448, 1449, 1450, 1451, 1452, 1453, 1454, 1455, 1456, 1457, 1458, 1459, 1460, 1461, 1462, 1463, 1464,
    1465, 1466, 1467, 1468, 1469, 1470, 1471, 1472, 1473, 1474, 1475, 1476, 1477, 1478, 1479, 1480, 1481, 1482, 1483,
    1484, 1485, 1486, 1487, 1488, 1489, 1490, 1491, 1492, 1493, 1494, 1495, 1496, 1497, 1498, 1499, 1500, 1501, 1502,
    1503, 1504, 1505, 1506, 1507, 1508, 1509, 1510, 1511, 1512, 1513, 1514, 1515, 1516, 1517, 1518, 1519, 1520, 1521,
    1522, 1523, 1524, 1525, 1526, 1527, 1528, 1529, 1530, 1531, 1532, 1533, 1534, 1535, 1536, 1537, 1538, 1539, 1540,
    1541, 1542, 1543, 1544, 1545, 1546, 1547, 1548, 1549, 1550, 1551, 1552, 1553, 1554, 1555, 1556, 1557, 1558, 1559,
    1560, 1561, 1562, 1563, 1564, 1565, 1566, 1567, 1568, 1569, 1570, 1571, 1572, 1573, 1574, 1575, 1576, 1577, 1578,
    1579, 1580, 1581, 1582, 1583, 1584, 1585, 1586, 1587, 1588, 1589, 1590, 1591, 1592, 1593, 1594, 1595, 1596, 1597,
    1598, 1599, 1600, 1601, 1602, 1603, 1604, 1605, 1606, 1607, 1608, 1609, 1610, 1611, 1612, 1613, 1614, 1615, 1616,
    1617, 1618, 1619, 1620, 1621, 1622, 1623, 1624, 1625, 1626, 1627, 1628, 1629, 1630, 1631, 1632, 1633, 1634, 1635,
    1636, 1637, 1638, 1639, 1640, 1641, 1642, 1643, 1644, 1645, 1646, 1647, 1648, 1649, 1650, 1651, 1652, 1653, 1654,
    1655, 1656, 1657, 1658, 1659, 1660, 1661, 1662, 1663, 1664, 1665, 1666, 1667, 1668, 1669, 1670, 1671, 1672, 1673,
    1674, 1675, 1676, 1677, 1678, 1679, 1680, 1681, 1682, 1683, 1684, 1685, 1686, 1687, 1688, 1689, 1690, 1691, 1692,
    1693, 1694, 1695, 1696, 1697, 1698, 1699, 1700, 1701, 1702, 1703, 1704, 1705, 1706, 1707, 1708, 1709, 1710, 1711,
    1712, 1713, 1714, 1715, 1716, 1717, 1718, 1719, 1720, 1721, 1722, 1723, 1724, 1725, 1726, 1727, 1728, 1729, 1730,
    1731, 1732, 1733, 1734, 1735, 1736, 1737, 1738, 1739, 1740, 1741, 1742, 1743, 1744, 1745, 1746, 1747, 1748, 1749,
    1750, 1751, 1752, 1753, 1754, 1755, 1756, 1757, 1758, 1759, 1760, 1761, 1762, 1763, 1764, 1765, 1766, 1767, 1768,
    1769, 1770, 1771, 1772, 1773, 1774, 1775, 1776, 1777, 1778, 1779, 1780, 1781, 1782, 1783, 1784, 1785, 1786, 1787,
    1788, 1789, 1790, 1791, 1792, 1793, 1794, 1795, 1796, 1797, 1798, 1799, 1800, 1801, 1802, 1803, 1804, 1805, 1806,
    1807, 1808, 1809, 1810, 1811, 1812, 1813, 1814, 1815, 1816, 1817, 1818, 1819, 1820, 1821, 1822, 1823, 1824, 1825,
    1826, 1827, 1828, 1829, 1830, 1831, 1832, 1833, 1834, 1835, 1836, 1837, 1838, 1839, 1840, 1841, 1842, 1843, 1844,
    1845, 1846, 1847, 1848, 1849, 1850, 1851, 1852, 1853, 1854, 1855, 1856, 1857, 1858, 1859, 1860, 1861, 1862, 1863,
    1864, 1865, 1866, 1867, 1868, 1869, 1870, 1871, 1872, 1873, 1874, 1875, 1876, 1877, 1878, 1879, 1880, 1881, 1882,
    1883, 1884, 1885, 1886, 1887, 1888, 1889, 1890, 1891, 1892, 1893, 1894, 1895, 1896, 1897, 1898, 1899, 1900, 1901,
    1902, 1903, 1904, 1905, 1906, 1907, 1908, 1909, 1910, 1911, 1912, 1913, 1914, 1915, 1916, 1917, 1918, 1919, 1920,
    1921, 1922, 1923, 1924, 1925, 1926, 1927, 1928, 1929, 1930, 1931, 1932, 1933, 1934, 1935, 1936, 1937, 1938, 1939,
    1940, 1941, 1942, 1943, 1944, 1945, 1946, 1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958,
    1959, 1960, 1961, 1962, 1963, 1964, 1965, 1966, 1967, 1968, 1969, 1970, 1971, 1972, 1973, 1974, 1975, 1976, 1977,
    1978, 1979, 1980, 1981, 1982, 1983, 1984, 1985, 1986, 1987, 1988, 1989, 1990, 1991, 1992, 1993, 1994, 1995, 1996,
    1997, 1998, 1999, 2000, 2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012, 2013, 2014, 2015,
    2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034,
    2035, 2036, 2037, 2038, 2039, 2040, 2041, 2042, 2043, 2044, 2045, 2046, 2047,
};

static const uint8_t russian_text[] =
    "абзацабонентабсурдавангардаварияавгуставиацияавторагентагитацияагрегатадвокатадмираладресазартазотакадемия"
    "аквариумаксиомаакулаакцентакцияаллеяалмазалтарьальбомальянсамбицияанализанекдотанкетаансамбльантеннаапельсин"
    "аппаратаппетитапрельаптекаарбузаргументарендаарестармияароматарсеналартерияартистархиваспирантасфальтатака"
    "атомныйатрибутаукционафишааэропортбабочкабабушкабагажбазабактериябалансбалеринабалконбандитбанкбарабанбарон"
    "барышнябарьербассейнбатареябашмакбашнябедныйбеженецбезднабелкабелыйбензинберегбеседабешеныйбилетбинокльбиржа"
    "битваблагоблескблизкийблинблокблюдобогатыйбодрыйбоецбокалбоковойбоксболееболотоболтатьбольшойбомбабортборьба"
    "босойботинокбоятьсябракбратьбревнобредбригадабродягаброняброситьбрызгибрюкибрюхобугорбудкабуднибудущеебуквабукет"
    "бульварбумагабунтбурныйбурябутылкабухтабывшийбыстробытовойбытьбюджетбюробюствагонважныйвакцинаваленоквальс"
    "валютаваннаявареньевариантвблизивверхвводитьвдаливдвоевдовавдольвдругведроведущийведьмавежливовездевековексель"
    "велетьвеликийвенецвеникверандаверблюдверитьверныйверсиявертетьверхнийвершинавеселовеснавесомыйвестивесь"
    "ветеранветхийвечервечновешалкавеществовзаменвзглядвздохвзносвзойтивзорвзрыввзятьвидетьвидимовизгвизитвилкавина"
    "вирусвисоквитаминвитринавихрьвишнявкусвлагавладелецвластьвлевовлияниевложитьвместевнешнийвникатьвниманиевновь"
    "внуквнутривнучкавнушатьвовлечьвовремявовсюводаводородводянойвоеватьвозвратвозгласвоздухвозитьвозлевознявозраст"
    "войнавойсковокзалволосволчийвольныйволявообщевопльвопросворотавосемьвостоквплотьвполневправевпредьвпрочемврач"
    "вредныйвремявручитьвсадниквсегдавскоревскрытьвсплесквспышкавстречавсюдувсякийвторойвходвчеравыборвыводвыгнать"
    "выдатьвыехатьвызоввыйтивыкупвылезтивымытьвыпастьвыпитьвыплатавыпусквырастивыручкавыслатьвысокийвыставкавышка"
    "вязатьвялыйгазетагазовыйгалереягалстукгаммагарантиягармониягарнизонгастролигвардиягвоздьгектаргенералгений"
    "геномгеологгербгеройгибкийгигантгимнгипотезагитараглавныйглаголгладитьглазглинаглотокглубокийглупыйглухой"
    "глыбаглядетьгневгнездогнилойгодовойголоваголубойголыйгонораргордостьгоризонтгорлогорныйгородгоршокгорький"
    "горючеегорячийготовыйградусграммграницаграфгребеньгрибгримасагрозитьгрохотгрошгрубыйгрудьгрузгрунтгруппагруша"
    "грязныйгубагудокгулкийгулятьгусеницагустогусьдавлениедавнодажедальнийданныйдаритьдатчикдатьдачадвадцатьдважды"
    "дверьдвигатьдвижениедвойнойдвордебютдевятыйдежурныйдействиедекабрьделениеделодельфинденьдереводержать"
    "дерзкийдесятьдетальдетскийдефектдефицитдеятельджазджинсыджунглидиагноздиалогдиапазондивандивизиядивныйдиета"
    "дизайндикарьдилердинамикадипломдиректордитядлинныйдневникдобрыйдобычадовериедогадкадогнатьдождьдокладдоктор"
    "документдолгодолжендолинадоносдорогадосададоскадостатьдосугдоходдоцентдощатыйдракадревнийдрематьдробныйдрова"
    "дрожатьдругойдружбадубовыйдугадуматьдурнойдухидушныйдуэльдуэтдырадыханиедюжинадядяедваединыйерундаеслиехать"
    "жадныйжаждажалетьжалобажанржареныйжаркийжгучийжеватьжеланиежелудокженаженщинажертважестжидкостьжительжитьжрец"
    "жуликжурналжуткийзабратьзабытьзавестизаводзавтразагадказагнатьзаговорзадачазадетьзаднийзадолгозаехатьзаказзакон"
    "закрытьзакусказалезтьзалитьзалпзамокзамужзамыселзанавесзановозанятьзаоднозаписьзапросзапускзапястьезаранеезаросль"
    "зарплатазарязасадазаслугазаснутьзастатьзатворзатеятьзатратазатылокзахватзачемзащитазаявитьзаяцзвездазвенозвонить"
    "здесьзеленьземлязеркалозернозимазлойзмеязнамязнаниезначитзолотойзоназонтикзоопаркзрачокзрениезрительзубнойзубр"
    "иглаидеалидеологидеяидолидтиизбаизбитьизбратьизбытокизвлечьизвнеизгибизгнатьизданиеизделиеизнутриизобилиеизоляция"
    "изредкаизрядноизучениеизъятьизящныйиконаикраиллюзияименноиметьимиджимперияимпульсиначеинвалидиндексиндивид"
    "инерцияинженериногдаинойинститутинтересинтригаинтуицияинфарктинцидентиронияискатьиспугисторияитогиюнькабель"
    "кабинеткаблуккавалеркадркаждыйкажетсяказинокалиткакаменькаминканалкандидатканикулыканонкапитанкаплякапоткапуста"
    "карандашкаретакаркаскарманкартинакарьеракаскакассетакастрюлякаталогкатеркатоккатушкакафедракачествокашакашлять"
    "каютаквадратквартираквотакепкакивнутькилометркинокиосккипятоккирпичкислотакистьклавишаклапанклассклейклетка"
    "клиентклиматклиникакличкаклоунклочокклубклумбаключкнигакнопкакнуткнягинякнязькобуракогдакодекскожакоктейльколено"
    "коллегаколоннаколпаккольцоколючийколяскакомандакомедиякомиссиякоммунакомнатакомоккомпаниякомфортконвейер"
    "конгрессконечноконкурсконтрольконцертконьконюшнякопатькопейкакопытокораблькоренькорзинакоридоркормитькорпус"
    "космоскостюмкосяккотелкотлетакоторыйкоттеджкофекофтакошкакражакрайкрасныйкраткийкредиткремкрепкийкресло"
    "кривойкризискристаллкритерийкричатькровькрокодилкроликкромекронакругкружкакрупныйкрутойкрушениекрылокрыша"
    "крючоккстатикубиккудакузовкуклакулаккулисакультуракумиркупекупитькуполкупюракурицакурорткурскурткакусоккусткухня"
    "кушатьлабиринтлавкалагерьладноладоньлапалауреатлгатьлебедьлевыйлегендалегкийледянойлежатьлезвиелезтьлекция"
    "ленивыйленталепестоклеснойлестницалететьлетолечитьлигалидерлиловыйлимонлиниялипкийлистлитрлихойлицолишить"
    "лишнийловитьлогикалодкаложьлозунглокотьлопаталошадьлукавыйлуналучшийлысыйльготалюбитьлюбойлюдскойлюстра"
    "лютыйлягушкамагазинмагиямайормайскиймаксимуммакушкамаломальчикмамаманерамаркамартмаршрутмассамастермасштаб"
    "материалматчмахатьмашинамаякмебельмедальмедведьмедицинамедьмеждумелкиймелочьмемуарыменьшеменюменятьмерамерцать"
    "местомесяцметаллметодметрмеханизммеховоймечтатьмешатьмешокмиграциямикрофонмилициямиллионмилостьмилямимоминерал"
    "министрминутамирныймискамиссиямитингмишеньмладшиймнениемнимыймногомогучиймодельможетмозгмокрыймолекуламолния"
    "молодоймолчатьмоментмонетамонитормонологмонстрмонтажморальмореморковьморозморщинамостоваямотатьмотивмотор"
    "мохнатыймрамормрачныймститьмудрыймужествомужчинамузеймузыкамундирмуравеймусормухамчатьсямысльмытьсямышцамышь"
    "мюзиклмягкиймясонаборнавыкнаглыйнагрузканадежданадзорнадонаединеназадназваниеназлонаивныйнайтинаконецналево"
    "наличиеналогнамереннанестинапастьнапримернароднаследиенатуранауканаутроначатьнебоневажноневестанегодяйнедавно"
    "неделянедолгонедранедугнежныйнезачемнектонелепыйнеловконельзянемалонемойнеплохонервныйнередконестисьнеудача"
    "неужелинефтьнеясныйнигденизкийникакойникогданикуданичтоничутьнишанищийновостьновыйноганоготьножницыноздря"
    "номерноситьносокночьноябрьнравнульнынченырятьнюансняняобаяниеобедобезьянаобещатьобжечьобзоробилиеобитатьобласть"
    "обликобложкаобменобморокобожатьобоиоболочкаоборонаобочинаобразобрестиобрывобувьобучениеобходобществообщийобъект"
    "обыскобычнообязатьовощиовраговцаоговоркаоградаогурецодеждаодеялоодиноднакоодолетьожидатьозероокеанокнооколоокоп"
    "окраинаоктябрьопасныйопекаоперацияописаниеоплатаопораоппонентоптимизмоптовыйопухольопытораторорбитаорганорден"
    "орелоригиналориентироркестроружиеосеннийосколокосмотростровотборотбытьотвлечьотдатьотделотдыхотельотецотзывотказ"
    "откликоткрытьоткудаотличиеотнынеотойтиотпускотрасльотростокотрывокотрядотсекотставкаотсюдаоттенокоттогоотчего"
    "отъездофисофицерохотаохранаоценкаочагоченьочередьочищатьошибкаощущениепавильонпадатьпазухапакетпалатапалецпалуба"
    "пальтопамятьпанельпаникапарапареньпароходпартияпаруспаспортпассажирпастухпатентпатронпаузапаукпаутинапафоспахнуть"
    "пациентпачкапевецпедагогпейзажпенсияпепелпервыйпередпериодпероперронперсонажперчаткапесняпесокпетляпетрушка"
    "петухпехотапечатьпеченьпешкомпещерапианистпиджакпилотпионерпирамидапирожокписьмопищаплаваниеплакатьпламяпланпласт"
    "платитьпленныйплечоплитаплодплоскийплотныйплохойплощадьплытьплюспляжплясатьпобедаповарповодповсюдуповязка"
    "погодапогребподборподвигподделкаподжатьподносподписьподругаподходподчасподъездпоединокпоездпоестьпоехатьпожалуй"
    "пожилойпозадипозватьпозднийпозицияпозорпоискпойматьпойтипоклонпокойпокрытьполденьполезныйползтиполкполный"
    "половинаполторапользаполянапомидорпомнитьпомощьпопастьпоперекпоплытьпополампоправкапопугайпопыткапорогпортрет"
    "порцияпорывпорядокпослепосолпосредипостельпосудапотомпохвалапохожийпоцелуйпочвапочемупошлинапоэмапоэтомуправо"
    "праздникпрактикапрахпреградапредметпреждепрелестьпремияпрепаратпрессаприбытьприжатьприйтиприказприлавокпример"
    "принятьприродапритомприхожаяприцелпричинаприютпрогнозпродуктпроектпрожитьпрокатпромыселпропускпростопротивпрофиль"
    "процесспрочийпрошлыйпрощатьпружинапрутпрыжокпрямойптицапубликапугатьпуговицапузырьпультпуляпунктпускатьпустой"
    "путьпухлыйпучокпушистыйпушкапчелапшеницапылатьпыльпышныйпьесапяткапятнопятыйпятьсотработаравнинарадирадость"
    "радугаразбитьразвитиеразговорразделразличиеразмерразныйразрывразумрайонракетараковинарамкаранорапортраспад"
    "рассказрастирасходрасцветрациярванутьрватьсяреакцияреброреветьредакторредкийреестррежимрезатьрезерврезинарезко"
    "резнойрейсрекламарекордрелигиярельсременьремонтрепликарепортажресницаресторанреформарецептречьрешениержавый"
    "рискрисунокритуалрифмаробкороботровесникровнороднойрождениерозарозовыйрозыскрольроманроскошьросписьрострубашка"
    "рубежрубитьрубрикарудникрукарукописьрумяныйруслорухнутьручейручнойрыбарыжийрынокрыхлыйрыцарьрычагрюкзакрядом"
    "садовыйсажатьсалонсалфеткасалютсамецсамоварсамыйсанисанкциясапогсарайсатирасахарсбитьсбокусборнаясбытсвадьба"
    "свалкасваритьсвежийсверхусветсвечасвиньясвистсвитерсвободасводкасвойсвышесвязьсдатьсясделатьсегментсегодняседло"
    "седойседьмойсезонсейфсейчассекретсекторсекундасеминарсемьясенаторсеносенсациясентябрьсервиссердцесередина"
    "сержантсериясерыйсессиясестьсетевойсжатыйсжечьсзадисигналсиденьесиласилуэтсильныйсимволсимпатиясимфониясиний"
    "синтезсиняксиреньсистемаситуациясияниесказатьскаласкамейкаскандалскатертьскачокскважинаскверсквозьскелетскидка"
    "складсколькоскорыйскоситьскотскрипкаскудныйскукаслабыйславасладкийслегкаследслезаслепойслесарьслишкомслово"
    "слогсложныйсломатьслужбаслухслучайслышатьслюнасмежныйсмелыйсменитьсмесьсметанасмехсмоласмуглыйсмутный"
    "смущатьсмыслснайперснарядсначаласнегснизуснитьсясно��аснятьсобакасоблазнсобраниесобытиесовестьсовсемсогласие"
    "создатьсознаниесозретьсойтисьсоколсолдатсоленыйсолнцесоломасомнениесонныйсоперниксоратниксорватьсоседсосиска"
    "составсотнясоуссоюзспадспальняспастиспектрсперваспешитьспинаспиртсписокспичкасплавспонсорспорспособсправкаспустя"
    "спутниксразусредствосроксрывссорассылкаставитьстадиястаканстанциястарыйстаястебельстеклостенастепеньстеретьстиль"
    "стимулстиратьстихистоитьстойкастолстонатьстопасторонастоянкастранастричьстрогийструястудентстукступнястыдно"
    "субботасубъектсувенирсугробсугубосудитьсудносудьбасуетасуметьсуммасумраксундуксупругсуровыйсуткисухойсуша"
    "существосферасхемасхожийсценарийсчастьесчитатьсъездсыгратьсыройсытыйсыщиксюдасюжетсюрпризтайнатакжетакой"
    "такситактикаталиятаможнятанецтаракантарелкатарифтащитьтаятьтварьтеатртезистексттекущийтелефонтематемнотатеневой"
    "теннистеориятеперьтеплотерапиятерзатьтерминтерпетьтеррасатерятьтесныйтетрадьтехникатечениетигртиповойтиражтитул"
    "тихийтканьтоварищтожетолпатолстыйтолчоктолщинатолькотонкийтоннатопитьтопорторговлятормозторчатьтотчасточка"
    "точнотощийтраватрадициятрактортрамвайтраншеятрассатревогатрезвыйтренертрепеттресктретийтрещинатрибунатридцать"
    "тристатриумфтрогатьтройкатронутьтропатротуартрубкатрудтрюктряпкатуготуловищетумантумбочкатундратупиктуристтурнир"
    "тусклыйтуфлятучатысячатягатяжелоубежатьубогийуборкауважениеувезтиуволитьугадатьуголугощатьугрозаугрюмыйудар"
    "удачныйуделятьудивитьудобныйудочкауезжатьужинузелузкийуйтиуказаниеуклонукрастьукуситьулетатьулицаулыбкаумело"
    "умениеумныйумолятьунестиунижатьунылыйупаковкаупастьупорноупрекурнауровеньурожайуронитьусадьбаусатыйусвоить"
    "усилиеусловиеуслугаусмешкауспетьуставустоятьутечкаутешатьутроуцелетьучастиеученикучестьущельеущербуютныйфабрика"
    "фаворитфакелфактфамилияфантазияфасадфевральфеноменфермерфигурафизикафилиалфилософфильмфиналфлагфлотфойефокус"
    "фонарьфондфонтанформафорумфотофрагментфразафракцияфронтфруктфункцияфуражкафутболфутлярхалатхаосхарактерхата"
    "хвалитьхвататьхвойныйхвостхимияхирургхитрыйхищникхлебхлынутьхмурыйходитьхозяинхоккейхолмхолстхорошохотеть"
    "храбрыйхрамхранитьхребетхренхриплохроникахрупкийхудожникхудшийхулиганхуторцарьцветокцелевойцеликомцелоецель"
    "цензураценитьцентрцепнойциклцилиндрциркцитатацифрачайникчасычашкачеловекчелюстьчемоданчемпиончепухачервьчердак"
    "черезчернилачертачеснокчестночетвертьчетыречислочистыйчитательчтениечтобычувствочудакчудныйчудочужойчулокчума"
    "чушьчуятьшагатьшансшапкашарикшарфшахматышашлыкшедевршептатьшерстьшестойшинельширинашишкашкафшколашкурашлангшлем"
    "шнуршоколадшорохшоссешпионшприцштабштаммштаныштатныйштораштрафштурмштыкшумношуршатьшутитьшуткащедрыйщекащенок"
    "экзаменэкипажэкономияэкранэкспертэлементэлитныйэмоцияэнергияэпизодэпохаэскизэстрадаэтапэтикаэтотэфирэффектэшелон"
    "юбилейюбкаюжныйюморюностьюристюстицияяблокоявлениеягодаядроязыкяйцоякобыякорьянварьяркийярмаркаяростьясный"
    "яхтаячейкаящик"
    ;
static const uint16_t russian_offsets[2049] = {
    0, 10, 24, 36, 52, 64, 76, 90, 100, 110, 126, 140, 154, 168, 178, 188, 196, 212, 228, 242, 252, 264, 274, 284, 294,
    306, 318, 330, 344, 356, 370, 382, 398, 412, 428, 442, 456, 468, 480, 490, 506, 518, 528, 538, 550, 564, 578, 590,
    600, 616, 630, 640, 656, 670, 684, 694, 710, 724, 738, 748, 756, 772, 784, 800, 812, 824, 832, 846, 856, 870, 882,
    898, 912, 924, 934, 948, 962, 974, 984, 996, 1008, 1018, 1030, 1046, 1056, 1070, 1080, 1090, 1100, 1110, 1126, 1134,
    1142, 1152, 1168, 1182, 1190, 1200, 1216, 1224, 1234, 1246, 1260, 1276, 1286, 1294, 1306, 1318, 1332, 1346, 1354,
    1364, 1376, 1384, 1398, 1412, 1422, 1436, 1448, 1458, 1468, 1478, 1488, 1498, 1512, 1522, 1532, 1546, 1558, 1566,
    1580, 1588, 1602, 1612, 1626, 1638, 1654, 1662, 1674, 1682, 1690, 1700, 1714, 1728, 1742, 1752, 1764, 1776, 1790,
    1804, 1816, 1826, 1840, 1850, 1860, 1870, 1880, 1890, 1900, 1916, 1928, 1942, 1952, 1960, 1974, 1986, 2002, 2012,
    2022, 2036, 2050, 2062, 2076, 2088, 2102, 2118, 2132, 2144, 2154, 2170, 2180, 2188, 2202, 2216, 2226, 2236, 2250,
    2266, 2278, 2290, 2300, 2310, 2324, 2332, 2342, 2352, 2364, 2376, 2384, 2394, 2404, 2412, 2422, 2432, 2446, 2460,
    2470, 2480, 2488, 2498, 2514, 2526, 2536, 2550, 2564, 2576, 2592, 2606, 2622, 2632, 2640, 2652, 2664, 2678, 2692,
    2706, 2716, 2724, 2738, 2754, 2768, 2782, 2796, 2808, 2820, 2830, 2840, 2854, 2866, 2880, 2892, 2902, 2916, 2932,
    2940, 2952, 2962, 2974, 2986, 2998, 3010, 3022, 3034, 3046, 3058, 3072, 3080, 3096, 3106, 3120, 3134, 3146, 3158,
    3172, 3186, 3200, 3214, 3224, 3238, 3252, 3260, 3270, 3280, 3290, 3304, 3316, 3330, 3340, 3352, 3362, 3376, 3388,
    3402, 3414, 3428, 3440, 3454, 3468, 3482, 3498, 3514, 3524, 3536, 3548, 3560, 3576, 3590, 3604, 3614, 3630, 3646,
    3662, 3678, 3692, 3704, 3716, 3730, 3742, 3752, 3764, 3772, 3784, 3798, 3810, 3818, 3834, 3846, 3862, 3874, 3888,
    3896, 3906, 3918, 3936, 3950, 3964, 3974, 3988, 3996, 4008, 4022, 4038, 4050, 4066, 4078, 4092, 4108, 4124, 4134,
    4148, 4158, 4170, 4186, 4200, 4216, 4232, 4244, 4254, 4268, 4276, 4290, 4298, 4312, 4326, 4338, 4346, 4360, 4370,
    4378, 4388, 4400, 4410, 4426, 4434, 4444, 4458, 4470, 4486, 4496, 4504, 4520, 4530, 4538, 4554, 4568, 4580, 4592,
    4600, 4608, 4624, 4636, 4646, 4660, 4676, 4694, 4702, 4712, 4728, 4746, 4764, 4778, 4792, 4800, 4814, 4822, 4834,
    4848, 4864, 4876, 4888, 4904, 4916, 4930, 4944, 4952, 4964, 4978, 4992, 5004, 5020, 5030, 5044, 5058, 5068, 5082,
    5094, 5104, 5120, 5132, 5148, 5156, 5172, 5186, 5200, 5212, 5226, 5240, 5254, 5264, 5276, 5288, 5304, 5314, 5326,
    5338, 5348, 5360, 5372, 5382, 5396, 5406, 5416, 5428, 5444, 5454, 5470, 5484, 5500, 5510, 5524, 5538, 5550, 5566,
    5574, 5586, 5600, 5608, 5622, 5632, 5640, 5648, 5662, 5674, 5682, 5690, 5704, 5716, 5724, 5734, 5748, 5758, 5770,
    5782, 5790, 5806, 5820, 5834, 5846, 5860, 5874, 5882, 5896, 5908, 5916, 5932, 5944, 5952, 5960, 5970, 5982, 5996,
    6010, 6022, 6036, 6046, 6058, 6072, 6086, 6100, 6112, 6124, 6138, 6152, 6166, 6176, 6186, 6200, 6214, 6228, 6240,
    6248, 6258, 6268, 6282, 6296, 6308, 6320, 6332, 6344, 6356, 6368, 6384, 6398, 6412, 6428, 6436, 6448, 6462, 6476,
    6490, 6502, 6516, 6530, 6544, 6556, 6566, 6578, 6592, 6600, 6612, 6622, 6636, 6646, 6658, 6668, 6682, 6692, 6700,
    6710, 6718, 6728, 6740, 6752, 6768, 6776, 6788, 6802, 6814, 6826, 6840, 6854, 6862, 6870, 6880, 6894, 6902, 6910,
    6918, 6926, 6938, 6952, 6966, 6980, 6990, 7000, 7014, 7028, 7042, 7056, 7072, 7088, 7102, 7116, 7132, 7144, 7160,
    7170, 7178, 7192, 7204, 7214, 7224, 7238, 7252, 7262, 7276, 7288, 7302, 7316, 7330, 7342, 7352, 7368, 7382, 7396,
    7412, 7426, 7442, 7454, 7466, 7476, 7490, 7498, 7506, 7518, 7532, 7544, 7558, 7566, 7580, 7594, 7606, 7620, 7632,
    7642, 7652, 7668, 7684, 7694, 7708, 7718, 7728, 7742, 7758, 7770, 7782, 7794, 7808, 7822, 7832, 7846, 7862, 7876,
    7886, 7896, 7910, 7924, 7940, 7948, 7962, 7972, 7986, 8002, 8012, 8022, 8036, 8052, 8060, 8070, 8084, 8096, 8110,
    8120, 8134, 8146, 8156, 8166, 8178, 8190, 8202, 8216, 8228, 8238, 8250, 8258, 8270, 8278, 8288, 8300, 8308, 8322,
    8332, 8344, 8354, 8366, 8374, 8392, 8404, 8418, 8432, 8444, 8456, 8472, 8486, 8500, 8514, 8530, 8544, 8558, 8568,
    8584, 8598, 8616, 8632, 8646, 8660, 8676, 8690, 8698, 8712, 8724, 8740, 8752, 8766, 8778, 8792, 8806, 8820, 8832,
    8844, 8856, 8866, 8876, 8890, 8906, 8920, 8928, 8938, 8948, 8958, 8968, 8984, 9000, 9012, 9020, 9036, 9048, 9062,
    9074, 9090, 9108, 9122, 9132, 9148, 9160, 9170, 9180, 9188, 9200, 9216, 9230, 9246, 9256, 9266, 9278, 9290, 9300,
    9308, 9318, 9328, 9338, 9350, 9366, 9376, 9384, 9396, 9406, 9418, 9430, 9442, 9450, 9462, 9472, 9480, 9490, 9502,
    9518, 9528, 9540, 9550, 9562, 9570, 9584, 9594, 9606, 9618, 9632, 9646, 9662, 9674, 9686, 9696, 9708, 9724, 9734,
    9750, 9764, 9780, 9792, 9800, 9812, 9820, 9830, 9846, 9856, 9866, 9880, 9888, 9896, 9908, 9916, 9928, 9942, 9954,
    9966, 9976, 9984, 9996, 10008, 10020, 10032, 10048, 10056, 10070, 10082, 10094, 10106, 10118, 10134, 10146, 10158,
    10172, 10186, 10196, 10208, 10226, 10242, 10256, 10264, 10278, 10286, 10298, 10308, 10316, 10330, 10340, 10352,
    10366, 10382, 10390, 10402, 10414, 10422, 10434, 10446, 10460, 10476, 10484, 10494, 10508, 10520, 10534, 10546,
    10554, 10566, 10574, 10588, 10598, 10608, 10620, 10630, 10638, 10654, 10670, 10684, 10696, 10706, 10722, 10738,
    10752, 10766, 10780, 10788, 10796, 10810, 10824, 10836, 10850, 10860, 10872, 10884, 10896, 10912, 10924, 10938,
    10948, 10964, 10976, 10986, 10994, 11008, 11024, 11036, 11052, 11066, 11078, 11090, 11104, 11118, 11130, 11142,
    11154, 11162, 11176, 11186, 11200, 11216, 11228, 11238, 11248, 11266, 11278, 11294, 11306, 11320, 11336, 11350,
    11362, 11374, 11386, 11402, 11412, 11420, 11434, 11444, 11456, 11466, 11474, 11486, 11500, 11508, 11518, 11528,
    11542, 11558, 11572, 11584, 11592, 11606, 11616, 11632, 11642, 11658, 11670, 11684, 11696, 11710, 11720, 11734,
    11748, 11762, 11778, 11788, 11804, 11816, 11826, 11838, 11850, 11858, 11872, 11886, 11902, 11916, 11928, 11942,
    11952, 11962, 11976, 11990, 12000, 12016, 12030, 12042, 12054, 12066, 12080, 12096, 12110, 12124, 12138, 12152,
    12162, 12178, 12188, 12202, 12218, 12232, 12244, 12254, 12266, 12274, 12286, 12300, 12312, 12320, 12332, 12346,
    12358, 12368, 12380, 12390, 12398, 12410, 12418, 12426, 12436, 12448, 12458, 12466, 12480, 12488, 12504, 12518,
    12530, 12540, 12552, 12566, 12580, 12590, 12604, 12614, 12628, 12642, 12650, 12666, 12680, 12694, 12704, 12718,
    12728, 12738, 12754, 12764, 12780, 12792, 12804, 12814, 12826, 12840, 12850, 12860, 12868, 12884, 12896, 12908,
    12920, 12932, 12940, 12952, 12966, 12980, 12990, 13000, 13008, 13018, 13026, 13040, 13054, 13070, 13080, 13096,
    13112, 13124, 13134, 13150, 13166, 13182, 13196, 13204, 13216, 13228, 13238, 13248, 13256, 13272, 13288, 13302,
    13314, 13330, 13344, 13356, 13368, 13378, 13390, 13404, 13416, 13426, 13436, 13446, 13454, 13464, 13474, 13486,
    13500, 13512, 13526, 13538, 13552, 13564, 13578, 13594, 13608, 13618, 13628, 13644, 13656, 13670, 13682, 13694,
    13706, 13714, 13726, 13736, 13748, 13760, 13768, 13778, 13792, 13806, 13818, 13834, 13850, 13862, 13874, 13884,
    13896, 13906, 13918, 13930, 13942, 13954, 13966, 13974, 13986, 14000, 14012, 14022, 14036, 14052, 14064, 14076,
    14088, 14098, 14106, 14120, 14130, 14144, 14158, 14168, 14178, 14192, 14206, 14218, 14228, 14242, 14252, 14264,
    14272, 14284, 14300, 14316, 14326, 14336, 14346, 14362, 14372, 14384, 14396, 14408, 14420, 14432, 14446, 14458,
    14468, 14480, 14496, 14510, 14522, 14530, 14546, 14560, 14570, 14578, 14588, 14602, 14618, 14628, 14638, 14646,
    14662, 14678, 14692, 14706, 14716, 14724, 14732, 14746, 14758, 14768, 14778, 14792, 14806, 14818, 14830, 14842,
    14854, 14870, 14884, 14896, 14910, 14924, 14936, 14948, 14962, 14978, 14988, 15000, 15014, 15030, 15046, 15058,
    15072, 15088, 15102, 15112, 15122, 15138, 15150, 15162, 15174, 15188, 15202, 15220, 15232, 15240, 15254, 15270,
    15284, 15296, 15308, 15322, 15336, 15348, 15362, 15376, 15390, 15404, 15420, 15436, 15450, 15460, 15474, 15486,
    15496, 15510, 15520, 15530, 15544, 15558, 15570, 15580, 15594, 15610, 15626, 15636, 15648, 15662, 15672, 15686,
    15696, 15712, 15728, 15736, 15752, 15766, 15778, 15794, 15806, 15822, 15834, 15848, 15862, 15876, 15888, 15904,
    15916, 15930, 15944, 15956, 15972, 15984, 15998, 16008, 16022, 16036, 16048, 16062, 16074, 16090, 16104, 16116,
    16128, 16142, 16156, 16170, 16186, 16200, 16214, 16222, 16234, 16248, 16258, 16272, 16284, 16300, 16312, 16322,
    16330, 16340, 16354, 16368, 16376, 16390, 16400, 16418, 16428, 16438, 16452, 16464, 16472, 16486, 16496, 16506,
    16516, 16528, 16542, 16554, 16568, 16576, 16590, 16602, 16616, 16632, 16648, 16660, 16676, 16688, 16702, 16714,
    16724, 16736, 16748, 16764, 16774, 16782, 16794, 16806, 16820, 16830, 16842, 16856, 16866, 16880, 16894, 16908,
    16918, 16930, 16946, 16960, 16972, 16982, 16994, 17006, 17018, 17028, 17042, 17052, 17066, 17078, 17092, 17102,
    17114, 17126, 17140, 17156, 17170, 17186, 17200, 17212, 17220, 17234, 17248, 17256, 17270, 17282, 17292, 17302,
    17312, 17328, 17338, 17352, 17368, 17376, 17392, 17404, 17412, 17422, 17436, 17450, 17458, 17472, 17482, 17494,
    17508, 17520, 17528, 17544, 17560, 17570, 17584, 17596, 17610, 17618, 17630, 17640, 17654, 17666, 17676, 17688,
    17698, 17714, 17726, 17736, 17752, 17762, 17772, 17786, 17798, 17806, 17820, 17830, 17842, 17854, 17864, 17874,
    17884, 17898, 17906, 17920, 17932, 17946, 17960, 17972, 17980, 17990, 18002, 18012, 18024, 18038, 18050, 18060,
    18070, 18080, 18094, 18108, 18122, 18136, 18146, 18158, 18174, 18184, 18194, 18208, 18220, 18232, 18246, 18260,
    18270, 18284, 18292, 18308, 18324, 18336, 18348, 18364, 18378, 18388, 18400, 18412, 18422, 18438, 18452, 18462,
    18472, 18484, 18498, 18506, 18518, 18534, 18546, 18562, 18578, 18590, 18602, 18612, 18624, 18638, 18654, 18666,
    18680, 18690, 18708, 18722, 18738, 18750, 18766, 18776, 18788, 18800, 18812, 18822, 18836, 18850, 18864, 18872,
    18886, 18902, 18912, 18926, 18936, 18952, 18964, 18972, 18982, 18996, 19010, 19024, 19034, 19042, 19058, 19072,
    19084, 19092, 19106, 19120, 19130, 19146, 19160, 19174, 19184, 19198, 19206, 19216, 19232, 19248, 19262, 19272,
    19288, 19300, 19314, 19322, 19332, 19346, 19360, 19370, 19382, 19396, 19412, 19426, 19440, 19452, 19468, 19482,
    19498, 19512, 19528, 19538, 19550, 19566, 19578, 19590, 19606, 19620, 19636, 19652, 19666, 19676, 19690, 19702,
    19712, 19720, 19728, 19736, 19750, 19762, 19774, 19786, 19800, 19810, 19820, 19832, 19844, 19854, 19868, 19876,
    19888, 19902, 19914, 19928, 19938, 19954, 19962, 19970, 19980, 19992, 20006, 20018, 20030, 20044, 20058, 20066,
    20080, 20092, 20102, 20116, 20130, 20140, 20152, 20166, 20176, 20188, 20202, 20210, 20224, 20234, 20248, 20262,
    20274, 20286, 20302, 20312, 20326, 20334, 20346, 20358, 20372, 20386, 20400, 20412, 20424, 20436, 20446, 20458,
    20468, 20480, 20490, 20502, 20514, 20526, 20542, 20552, 20564, 20572, 20588, 20598, 20608, 20622, 20640, 20654,
    20668, 20678, 20692, 20704, 20716, 20726, 20734, 20744, 20758, 20770, 20780, 20792, 20802, 20816, 20826, 20840,
    20850, 20864, 20878, 20888, 20900, 20910, 20920, 20930, 20940, 20950, 20966, 20980, 20988, 21002, 21018, 21030,
    21042, 21054, 21064, 21078, 21092, 21104, 21118, 21132, 21144, 21158, 21172, 21186, 21200, 21208, 21224, 21234,
    21244, 21256, 21266, 21280, 21288, 21298, 21314, 21326, 21340, 21352, 21366, 21376, 21388, 21398, 21414, 21426,
    21440, 21452, 21462, 21472, 21484, 21494, 21510, 21524, 21540, 21554, 21566, 21580, 21596, 21608, 21620, 21630,
    21644, 21658, 21672, 21688, 21700, 21712, 21726, 21740, 21754, 21764, 21778, 21790, 21798, 21806, 21818, 21826,
    21842, 21852, 21868, 21880, 21890, 21902, 21914, 21930, 21940, 21948, 21960, 21968, 21980, 21994, 22008, 22020,
    22036, 22048, 22062, 22076, 22084, 22098, 22110, 22126, 22134, 22150, 22164, 22178, 22194, 22206, 22220, 22228,
    22236, 22248, 22258, 22274, 22284, 22298, 22312, 22326, 22336, 22348, 22358, 22370, 22382, 22396, 22408, 22422,
    22436, 22452, 22464, 22476, 22486, 22494, 22508, 22522, 22536, 22550, 22564, 22578, 22590, 22604, 22616, 22630,
    22642, 22652, 22666, 22678, 22692, 22700, 22714, 22728, 22740, 22752, 22764, 22774, 22788, 22802, 22816, 22826,
    22834, 22848, 22864, 22874, 22888, 22902, 22914, 22926, 22938, 22950, 22964, 22974, 22984, 22992, 23000, 23010,
    23020, 23032, 23040, 23052, 23062, 23072, 23080, 23096, 23106, 23120, 23130, 23140, 23154, 23168, 23180, 23192,
    23202, 23210, 23226, 23234, 23248, 23262, 23280, 23290, 23300, 23312, 23326, 23338, 23346, 23360, 23374, 23386,
    23398, 23412, 23420, 23430, 23442, 23454, 23470, 23478, 23492, 23504, 23512, 23524, 23538, 23554, 23570, 23584,
    23598, 23608, 23616, 23628, 23644, 23658, 23668, 23676, 23690, 23702, 23712, 23726, 23734, 23748, 23756, 23768,
    23778, 23792, 23800, 23810, 23824, 23838, 23852, 23866, 23878, 23888, 23900, 23910, 23924, 23934, 23946, 23958,
    23974, 23986, 23996, 24010, 24026, 24038, 24048, 24062, 24072, 24086, 24094, 24106, 24116, 24124, 24132, 24142,
    24154, 24162, 24172, 24182, 24190, 24204, 24216, 24228, 24242, 24254, 24268, 24280, 24292, 24302, 24310, 24320,
    24330, 24340, 24348, 24356, 24370, 24380, 24390, 24400, 24410, 24418, 24428, 24438, 24454, 24464, 24474, 24484,
    24492, 24502, 24516, 24528, 24538, 24552, 24560, 24570, 24584, 24596, 24612, 24622, 24636, 24650, 24666, 24678,
    24692, 24704, 24714, 24724, 24738, 24746, 24756, 24764, 24772, 24784, 24796, 24810, 24818, 24830, 24838, 24850,
    24860, 24874, 24886, 24900, 24910, 24918, 24926, 24936, 24946, 24956, 24968, 24980, 24994, 25006, 25018, 25026,
    25040, 25048,
};
static const uint16_t russian_sorted[2048] = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
    31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59,
    60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88,
    89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113,
    114, 115, 116, 117, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 135, 136,
    137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159,
    160, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182,
    183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196, 197, 198, 199, 200, 201, 202, 203, 204, 205,
    206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 217, 218, 219, 220, 221, 222, 223, 224, 225, 226, 227, 228,
    229, 230, 231, 232, 233, 234, 235, 236, 237, 238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249, 250, 251,
    252, 253, 254, 255, 256, 257, 258, 259, 260, 261, 262, 263, 264, 265, 266, 267, 268, 269, 270, 271, 272, 273, 274,
    275, 276, 277, 278, 279, 280, 281, 282, 283, 284, 285, 286, 287, 288, 289, 290, 291, 292, 293, 294, 295, 296, 297,
    298, 299, 300, 301, 302, 303, 304, 305, 306, 307, 308, 309, 310, 311, 312, 313, 314, 315, 316, 317, 318, 319, 320,
    321, 322, 323, 324, 325, 326, 327, 328, 329, 330, 331, 332, 333, 334, 335, 336, 337, 338, 339, 340, 341, 342, 343,
    344, 345, 346, 347, 348, 349, 350, 351, 352, 353, 354, 355, 356, 357, 358, 359, 360, 361, 362, 363, 364, 365, 366,
    367, 368, 369, 370, 371, 372, 373, 374, 375, 376, 377, 378, 379, 380, 381, 382, 383, 384, 385, 386, 387, 388, 389,
    390, 391, 392, 393, 394, 395, 396, 397, 398, 399, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412,
    413, 414, 415, 416, 417, 418, 419, 420, 421, 422, 423, 424, 425, 426, 427, 428, 429, 430, 431, 432, 433, 434, 435,
    436, 437, 438, 439, 440, 441, 442, 443, 444, 445, 446, 447, 448, 449, 450, 451, 452, 453, 454, 455, 456, 457, 458,
    459, 460, 461, 462, 463, 464, 465, 466, 467, 468, 469, 470, 471, 472, 473, 474, 475, 476, 477, 478, 479, 480, 481,
    482, 483, 484, 485, 486, 487, 488, 489, 490, 491, 492, 493, 494, 495, 496, 497, 498, 499, 500, 501, 502, 503, 504,
    505, 506, 507, 508, 509, 510, 511, 512, 513, 514, 515, 516, 517, 518, 519, 520, 521, 522, 523, 524, 525, 526, 527,
    528, 529, 530, 531, 532, 533, 534, 535, 536, 537, 538, 539, 540, 541, 542, 543, 544, 545, 546, 547, 548, 549, 550,
    551, 552, 553, 554, 555, 556, 557, 558, 559, 560, 561, 562, 563, 564, 565, 566, 567, 568, 569, 570, 571, 572, 573,
    574, 575, 576, 577, 578, 579, 580, 581, 582, 583, 584, 585, 586, 587, 588, 589, 590, 591, 592, 593, 594, 595, 596,
    597, 598, 599, 600, 601, 602, 603, 604, 605, 606, 607, 608, 609, 610, 611, 612, 613, 614, 615, 616, 617, 618, 619,
    620, 621, 622, 623, 624, 625, 626, 627, 628, 629, 630, 631, 632, 633, 634, 635, 636, 637, 638, 639, 640, 641, 642,
    643, 644, 645, 646, 647, 648, 649, 650, 651, 652, 653, 654, 655, 656, 657, 658, 659, 660, 661, 662, 663, 664, 665,
    666, 667, 668, 669, 670, 671, 672, 673, 674, 675, 676, 677, 678, 679, 680, 681, 682, 683, 684, 685, 686, 687, 688,
    689, 690, 691, 692, 693, 694, 695, 696, 697, 698, 699, 700, 701, 702, 703, 704, 705, 706, 707, 708, 709, 710, 711,
    712, 713, 714, 715, 716, 717, 718, 719, 720, 721, 722, 723, 724, 725, 726, 727, 728, 729, 730, 731, 732, 733, 734,
    735, 736, 737, 738, 739, 740, 741, 742, 743, 744, 745, 746, 747, 748, 749, 750, 751, 752, 753, 754, 755, 756, 757,
    758, 759, 760, 761, 762, 763, 764, 765, 766, 767, 768, 769, 770, 771, 772, 773, 774, 775, 776, 777, 778, 779, 780,
    781, 782, 783, 784, 785, 786, 787, 788, 789, 790, 791, 792, 793, 794, 795, 796, 797, 798, 799, 800, 801, 802, 803,
    804, 805, 806, 807, 808, 809, 810, 811, 812, 813, 814, 815, 816, 817, 818, 819, 820, 821, 822, 823, 824, 825, 826,
    827, 828, 829, 830, 831, 832, 833, 834, 835, 836, 837, 838, 839, 840, 841, 842, 843, 844, 845, 846, 847, 848, 849,
    850, 851, 852, 853, 854, 855, 856, 857, 858, 859, 860, 861, 862, 863, 864, 865, 866, 867, 868, 869, 870, 871, 872,
    873, 874, 875, 876, 877, 878, 879, 880, 881, 882, 883, 884, 885, 886, 887, 888, 889, 890, 891, 892, 893, 894, 895,
    896, 897, 898, 899, 900, 901, 902, 903, 904, 905, 906, 907, 908, 909, 910, 911, 912, 913, 914, 915, 916, 917, 918,
    919, 920, 921, 922, 923, 924, 925, 926, 927, 928, 929, 930, 931, 932, 933, 934, 935, 936, 937, 938, 939, 940, 941,
    942, 943, 944, 945, 946, 947, 948, 949, 950, 952, 951, 953, 954, 955, 956, 957, 958, 959, 960, 961, 962, 963, 964,
    965, 966, 967, 968, 969, 970, 971, 972, 973, 974, 975, 976, 977, 978, 979, 980, 981, 982, 983, 984, 985, 986, 987,
    988, 989, 990, 991, 992, 993, 994, 995, 996, 997, 998, 999, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008,
    1009, 1010, 1011, 1012, 1013, 1014, 1015, 1016, 1017, 1018, 1019, 1020, 1021, 1022, 1023, 1024, 1025, 1026, 1027,
    1028, 1029, 1030, 1031, 1032, 1033, 1034, 1035, 1036, 1037, 1038, 1039, 1040, 1041, 1042, 1043, 1044, 1045, 1046,
    1047, 1048, 1049, 1050, 1051, 1052, 1053, 1054, 1055, 1056, 1057, 1058, 1059, 1060, 1061, 1062, 1063, 1064, 1065,
    1066, 1067, 1068, 1069, 1070, 1071, 1072, 1073, 1074, 1075, 1076, 1077, 1078, 1079, 1080, 1081, 1082, 1083, 1084,
    1085, 1086, 1087, 1088, 1089, 1090, 1091, 1092, 1093, 1094, 1095, 1096, 1097, 1098, 1099, 1100, 1101, 1102, 1103,
    1104, 1105, 1106, 1107, 1108, 1109, 1110, 1111, 1112, 1113, 1114, 1115, 1116, 1117, 1118, 1119, 1120, 1121, 1122,
    1123, 1124, 1125, 1126, 1127, 1128, 1129, 1130, 1131, 1132, 1133, 1134, 1135, 1136, 1137, 1138, 1139, 1140, 1141,
    1142, 1143, 1144, 1145, 1146, 1147, 1148, 1149, 1150, 1151, 1152, 1153, 1154, 1155, 1156, 1157, 1158, 1159, 1160,
    1161, 1162, 1163, 1164, 1165, 1166, 1167, 1168, 1169, 1170, 1171, 1172, 1173, 1174, 1175, 1176, 1177, 1178, 1179,
    1180, 1181, 1182, 1183, 1184, 1185, 1186, 1187, 1188, 1189, 1190, 1191, 1192, 1193, 1194, 1195, 1196, 1197, 1198,
    1199, 1200, 1201, 1202, 1203, 1204, 1205, 1206, 1207, 1208, 1209, 1210, 1211, 1212, 1213, 1214, 1215, 1216, 1217,
    1218, 1219, 1220, 1221, 1222, 1223, 1224, 1225, 1226, 1227, 1228, 1229, 1230, 1231, 1232, 1233, 1235, 1236, 1234,
    1237, 1238, 1239, 1240, 1241, 1242, 1243, 1244, 1245, 1246, 1247, 1248, 1249, 1250, 1251, 1252, 1253, 1254, 1255,
    1256, 1257, 1258, 1259, 1260, 1261, 1262, 1263, 1264, 1265, 1266, 1267, 1268, 1269, 1270, 1271, 1272, 1273, 1274,
    1275, 1276, 1277, 1278, 1279, 1280, 1281, 1282, 1283, 1284, 1285, 1286, 1287, 1288, 1289, 1290, 1291, 1292, 1293,
    1294, 1295, 1296, 1297, 1298, 1299, 1300, 1301, 1302, 1303, 1304, 1305, 1306, 1307, 1308, 1309, 1310, 1311, 1312,
    1313, 1314, 1315, 1316, 1317, 1318, 1319, 1320, 1321, 1322, 1323, 1324, 1325, 1326, 1327, 1328, 1329, 1330, 1331,
    1332, 1333, 1334, 1335, 1336, 1337, 1338, 1339, 1340, 1341, 1342, 1343, 1344, 1345, 1346, 1347, 1348, 1349, 1350,
    1351, 1352, 1353, 1354, 1355, 1356, 1357, 1358, 1359, 1360, 1361, 1362, 1363, 1364, 1365, 1366, 1367, 1368, 1369,
    1370, 1371, 1372, 1373, 1374, 1375, 1376, 1377, 1378, 1379, 1380, 1381, 1382, 1383, 1384, 1385, 1386, 1387, 1388,
    1389, 1390, 1391, 1392, 1393, 1394, 1395, 1396, 1397, 1398, 1399, 1400, 1401, 1402, 1403, 1404, 1405, 1406, 1407,
    1408, 1409, 1410, 1411, 1412, 1413, 1414, 1415, 1416, 1417, 1418, 1419, 1420, 1421, 1422, 1423, 1424, 1425, 1426,
    1427, 1428, 1429, 1430, 1431, 1432, 1433, 1434, 1435, 1436, 1437, 1438, 1439, 1440, 1441, 1442, 1443, 1444, 1445,
    1446, 1447, 1448, 1449, 1450, 1451, 1452, 1453, 1454, 1455, 1456, 1457, 1458, 1459, 1460, 1461, 1462, 1463, 1464,
    1465, 1466, 1467, 1468, 1469, 1470, 1471, 1472, 1473, 1474, 1475, 1476, 1477, 1478, 1479, 1480, 1481, 1482, 1483,
    1484, 1485, 1486, 1487, 1488, 1489, 1490, 1491, 1492, 1493, 1494, 1495, 1496, 1497, 1498, 1499, 1500, 1501, 1502,
    1503, 1504, 1505, 1506, 1507, 1508, 1509, 1510, 1511, 1512, 1513, 1514, 1515, 1516, 1517, 1518, 1519, 1520, 1521,
    1522, 1523, 1524, 1525, 1526, 1527, 1528, 1529, 1530, 1531, 1532, 1533, 1534, 1535, 1536, 1537, 1538, 1539, 1540,
    1541, 1542, 1543, 1544, 1545, 1546, 1547, 1548, 1549, 1550, 1551, 1552, 1553, 1554, 1555, 1556, 1557, 1558, 1559,
    1560, 1561, 1562, 1563, 1564, 1565, 1566, 1567, 1568, 1569, 1570, 1571, 1572, 1573, 1574, 1575, 1576, 1577, 1578,
    1579, 1580, 1581, 1582, 1583, 1584, 1585, 1586, 1587, 1588, 1589, 1590, 1591, 1592, 1593, 1594, 1595, 1596, 1597,
    1598, 1599, 1600, 1601, 1602, 1603, 1604, 1605, 1606, 1607, 1608, 1609, 1610, 1611, 1612, 1613, 1614, 1615, 1616,
    1617, 1618, 1619, 1620, 1621, 1622, 1623, 1624, 1625, 1626, 1627, 1628, 1629, 1630, 1631, 1632, 1633, 1634, 1635,
    1636, 1637, 1638, 1640, 1639, 1641, 1642, 1643, 1644, 1645, 1646, 1647, 1648, 1649, 1650, 1651, 1652, 1653, 1654,
    1655, 1656, 1657, 1658, 1659, 1660, 1661, 1662, 1663, 1664, 1665, 1666, 1667, 1668, 1669, 1670, 1671, 1672, 1673,
    1674, 1675, 1676, 1677, 1678, 1679, 1680, 1681, 1682, 1683, 1684, 1685, 1686, 1687, 1688, 1689, 1690, 1691, 1692,
    1693, 1694, 1695, 1696, 1697, 1698, 1699, 1700, 1701, 1702, 1703, 1704, 1705, 1706, 1707, 1708, 1709, 1710, 1711,
    1712, 1713, 1714, 1715, 1716, 1717, 1718, 1719, 1720, 1721, 1722, 1723, 1724, 1725, 1726, 1727, 1728, 1729, 1730,
    1731, 1732, 1733, 1734, 1735, 1736, 1737, 1738, 1739, 1740, 1741, 1742, 1743, 1744, 1745, 1746, 1747, 1748, 1749,
    1750, 1751, 1752, 1753, 1754, 1755, 1756, 1757, 1758, 1759, 1760, 1761, 1762, 1763, 1764, 1765, 1766, 1767, 1768,
    1769, 1770, 1771, 1772, 1773, 1774, 1775, 1776, 1777, 1778, 1779, 1780, 1781, 1782, 1783, 1784, 1785, 1786, 1787,
    1788, 1789, 1790, 1791, 1792, 1793, 1794, 1795, 1796, 1797, 1798, 1799, 1800, 1801, 1802, 1803, 1804, 1805, 1806,
    1807, 1808, 1809, 1810, 1811, 1812, 1813, 1814, 1815, 1816, 1817, 1818, 1819, 1820, 1821, 1822, 1823, 1824, 1825,
    1826, 1827, 1828, 1829, 1830, 1831, 1832, 1833, 1834, 1835, 1836, 1837, 1838, 1839, 1840, 1841, 1842, 1843, 1844,
    1845, 1846, 1847, 1848, 1849, 1850, 1851, 1852, 1853, 1854, 1855, 1856, 1857, 1858, 1859, 1860, 1861, 1862, 1863,
    1864, 1865, 1866, 1867, 1868, 1869, 1870, 1871, 1872, 1873, 1874, 1875, 1876, 1877, 1878, 1879, 1880, 1881, 1882,
    1883, 1884, 1885, 1886, 1887, 1888, 1889, 1890, 1891, 1892, 1893, 1894, 1895, 1896, 1897, 1898, 1899, 1900, 1901,
    1902, 1903, 1904, 1905, 1906, 1907, 1908, 1909, 1910, 1911, 1912, 1913, 1914, 1915, 1916, 1917, 1918, 1919, 1920,
    1921, 1922, 1923, 1924, 1925, 1926, 1927, 1928, 1929, 1930, 1931, 1932, 1933, 1934, 1935, 1936, 1937, 1938, 1939,
    1940, 1941, 1942, 1943, 1944, 1945, 1946, 1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1957, 1958,
    1959, 1960, 1961, 1962, 1963, 1964, 1965, 1966, 1967, 1968, 1969, 1970, 1971, 1972, 1973, 1974, 1975, 1976, 1977,
    1978, 1979, 1980, 1981, 1982, 1983, 1984, 1985, 1986, 1987, 1988, 1989, 1990, 1991, 1992, 1993, 1994, 1995, 1996,
    1997, 1998, 1999, 2000, 2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012, 2013, 2014, 2015,
    2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034,
    2035, 2036, 2037, 2038, 2039, 2040, 2041, 2042, 2043, 2044, 2045, 2046, 2047,
};

static const uint8_t turkish_text[] =
    "abajurabaküsabartıabdalabdestabiyeablukaaboneabsorbeabsürtacayipaceleacemiaçıkgözadaletadamadezyonadisyon"
    "adliyeadresafacanafiliafişafiyetaforizmafraağaçağırahbapahkamahlakahtapotaidataileajanakademiakarsuakbaş"
    "akciğerakdenizakıbetakılakıntıakideakrepakrobasiaksiyonakşamaktifaktöraktrisakustikalacaalbümalçakaldanma"
    "alenialetalfabealgılamaalınganalkışalkolalpayalperenaltınaltüstaltyapıalyuvaramadeamatöramazonambalajamblem"
    "ambulansamcaamelamigoamiramiyaneamortiampulanadoluanahtaranakondaanaokulanaparaanarşianatomianayasaanekdot"
    "anesteziangajeankaanketanlamlıanneanomalianonimantenantlaşmaapsearabaaracıarafarbedeardaarefearenaargoargüman"
    "arkadaşarmoniaromaarsaarsızartıartistaruzasansörasayişasfaltasgariasilaskeraskıaslanasosyalastsubayasyaaşçı"
    "aşırıaşureatabeyatamanateşatmacaatmosferatomatölyeavcıavdetavizeavluavokadoavrupaavukatayazayçiçeğiaydın"
    "aygıtaynaayranayrıntıazimbacabagajbağlantıbahadırbahçebakibakkalbaklavabakteribalçıkbalinabalobaltabantbanyo"
    "bardakbarışbaşbuğbaşıboşbaşkanbaşlıkbavulbayındırbaykuşbazlamabedelbegümbekçibeklebelgebelkibencilbenek"
    "bengibenzerberjerberkbermudaberrakbeşikbetonbeyinbeyoğlubıçakbiberiyebidonbiftekbihaberbikinibilezikbilinç"
    "bilyebinabinbaşıbinyılbisikletbisküvibitkibizzatbodrumboğazbohçaboleroboncukbonfileborsaborubostanboşboğaz"
    "botanikboyaboykotboynuzbozgunbozkırbölümbörekbuçukbugünbuğdaybuharbuhranbulvarburamburçakbursburunbutik"
    "buzdağıbuzkıranbücürbüfebültenbütçebütünbüyükcacıkcadıcahilcambazcanhıraşcasuscazibecehaletcehennem"
    "ceketcemrecenincennetcepkencerrahcesurcetvelcevherceylancılızcıvaciltcisimciyakcoğrafyacömertcumbacüzdan"
    "çabucakçadırçağdaşçağlayançağrıçakmakçalışkançamaşırçapaçaputçarıkçarpançarşafçayhane"
    "çekirdekçelebiçemberçenetçengelçerçeveçerezçeşitçeşmeçeteçevreçeyizçeyrekçığırçılgınçıngırak"
    "çiftçiğdemçikolataçilekçimençiviçobançocukçokgençomakçorbaçözeltiçubukçukurçuvalçürük"
    "dağbaşıdağılımdaktilodaldırışdalgadalkavukdamakdamıtmadamladanadandikdanışmandaniskadanteldargeçitdarphane"
    "davetdayıdefterdeğerdeğirmendehşetdelgeçdemirdeneyimdengedepodepremderdestderederhaldermandernekdervişdesen"
    "destandışarıdışbükeydijitaldikbaşlıdilekçedimağdinamikdindardinlemedinozordipçikdipnotdirenişdirsek"
    "disiplindiskdivriğidizüstüdobradodurgadoğalgazdoktordokümandolapdonanımdondurmadonördorukdosdoğrudostdosya"
    "dozerdökümdönencedörtyoldövmedramdublajdurumduvakduyargaduymaduyurudüğmedüğümdükkandünürdüpedüz"
    "dürbündüşünürdüzayakdüzeltmeebeveynebruecelecnebieczaedatedilgenefendieforefsaneegemenegzersizeğrelti"
    "ekarteekipeklemekmekekolekonomiekoseekranekvatorelamanelastikelbetelbiseelçieldivenelebaşıeleştirielmaeloğlu"
    "elvedaemareemekçiemisyonemniyetempatiemsalemzikendüstrienerjiengebeenginenişteenkazentarientegreentrikaenzim"
    "erdemergenerguvanerkekerozyonertesierzakesaretesenlikesereskiesnekeşarpeşofmaneşrafeşyaeşzamanetiketken"
    "etkinliketütevetevireevrakevrimeyaleteyvahezberfabrikafanatikfanusfasonfasulyefatihfaturafaunafavorifayansfayton"
    "fazılfaziletfederalfelsefefenerferibotfersahfesihfestivalfeveranfezafıçıfıldırfındıkfırçafırsatfırtınafıtık"
    "fidanfidyefigürfihristfikirfildişifilofiltrefincanfiruzefitilfiyakafizikflaşflütfosilfrenfukarafutbolgarabet"
    "garibangarnitürgazigecegedikgelenekgelingemigençgenişgeometrigerçekgevrekgezegengezgingeziyolugıcıkgıdagıybet"
    "girdapgirişimgitargiyecekgiysigizemgofretgorilgöbekgöçebegöğüsgökdelengökmengökyüzügölgegömlek"
    "gönülgörenekgörkemligörselgösterigövdegözaltıgözcügözdağıgözlemegözyaşıgrupgurbetgusülgübre"
    "güftegümüşgünaydıngüncelgündüzgüneşgünyüzügürbüzgüvercingüzelhaberhacamathacimhademehafız"
    "hafriyathaftahakanhakemhakikathakseverhalıhançerhanehangarhapishapşırıkharfhasekihasrethatunhavuçhaylaz"
    "haysiyethayvanhedefhektarhemenhemfikirhendekhepsihergeleherhangihesapheyecanheykelhezimethıçkırıkhızölçer"
    "hicviyehikayehikmethilehissehobihocahorlamahormonhoşbeşhoşgörühoyrathörgüçhöyükhuduthukukhunharhurda"
    "huysuzhuzurhücumhükümethünkarhüviyetırmakısıölçerısıtıcııspanakısrarışıldakızdırapızgaraibadeticat"
    "içbükeyiçecekiçgüdüiçselidmaniftihariğneihanetihbarihdasihmalihracatihsanikilemikindiikircikiklimiksir"
    "iktibasilaçilçeileriiletişimilgiilhakilkbaharilkokulilmekimkanimleçimsakimtihanimzainceinkarinşaipekipucu"
    "iradeirfanirmikisabetiskeleisrafisyanişçiişgalişgüzarişlemitibaritirafivediivmeiyileşmeiyimserizbandutizci"
    "izdihamizinjakobenjandarmajargonkabadayıkablokabuskaçamakkadehkadınkadrajkafakafkaskağıtkağnıkahkahakahraman"
    "kahvaltıkakülkaldırımkalekalibrekalkankalpakkamışkamyonkanatkandaşkanepekanserkanunkaoskapıkaplıcakaptan"
    "karanlıkkardeşkargakarıncakarmaşakarşıtkasırgakaskkasvetkatkıkatmankavramkaygankaynakçakayyumkedikehanetkekik"
    "kelebekkenarkerkenezkerpiçkesirlikesmecekestanekeşkekketçapkeyfiyetkıblekıdemlikılavuzkılçıkkılıfkıraç"
    "kırmızıkırsalkısayolkısımkıskançkısmetkışlakıvançkıvılcımkıvrıkkıyafetkıymetlikızakkızılcıkkibarkinayekira"
    "kiremitkirlikirpikkişiselkitapkoçbaşıkodamankoğuşkokteylkolaycıkolbastıkolonyakoltukkolyekombinekomedyen"
    "komiserkompostokomşukomutakonakkonforkonikonsülkopyakorkusuzkornakorsekorunakkorvetkostümkoşulkoyukozmik"
    "köftekökenselköprücükköpükkördüğümkörfezköstebekköşegenkötükravatkriterkuantumkudurmakuluçka"
    "kulübekumanyakumbarakumlukumpirkumralkundurakupakupkurukuramsalkurbağakurdelekurgukurmaykurşunkurtuluş"
    "kurultaykuryekusursuzkuşakkuşbaşıkuşkulukutlamakutsalkutupkuverkuyrukkuzeykuzgunküçükkülçekülfet"
    "külliyekültürelkümeskünefeküreselkütlelahanalahmacunlambalansmanlavaşlayıkleğenleventlezizlezzetlider"
    "likidelimanlistelitreliyakatlodoslokantalokmanlokumlunaparklütfenlüzumnoktamabetmaceramacunmadalyamaddemadem"
    "mağaramağdurmağfiretmağlupmahallemahcupmahirmahkememahlasmahrummahsulmakasmakbuzmakinemakromaksatmakulmaliye"
    "manavmangalmanidarmankenmantıkmanzaramareşalmargarinmarifetmarketmarmelatmasaüstümasmavimasrafmasummatah"
    "materyalmatrakmavalmavramaydanozmayhoşmaytapmazbatamazeretmazlummazotmazurmeblağmebusmecazmecburmeclismecmua"
    "mecnunmeçhulmedenimehtapmekanikmelodimeltemmemurmendilmenekşementeşemeraklımercekmerdivenmerhabamerinosmerkez"
    "mermimertmesafemeselemeskenmeslekmeşalemeşgulmeşhurmetaformetinmetremevcutmevkidaşmeydanmeyilmeyvemeziyet"
    "mezunmıknatısmısramızıkamiğfermihrakmikrofonmiktarmilatmillimimarminaremineralminikminyonmirlivamisafirmiskin"
    "mitingmiyopmizahmobilyamodelmonitörmorötesimotivemotormozaikmuavinmucizemuhafızmuhteşemmukayesemumyamusluk"
    "muşambamutabıkmutfakmutlumuzaffermuzdaripmübarekmücadelemüdürmüfredatmüftümühendismühimmühletmükemmel"
    "mülkmümkünmümtazmüsrifmüstesnamüşahitmüşterimütercimmüthişmüzemüziknabıznadasnadirnahoşnakarat"
    "nakışnalburnamlunamusnankörnargilenarkoznasılnasipnaylonnazarnazımnaziknedennefesnegatifneonneptünneredenesil"
    "nesnelneşelineticenevresimneyseneyzennezaketnezihnezlenicelnilüfernimetnisannispetnitekimnizamnohutnoksannormal"
    "nostaljinoternöbetnumaranumunenutuknüfusobabaşıobezobjeocakodunofansifofisoğlakoğuzokçuoklavaoksijenokul"
    "okumuşokutmanokuyucuokyanusolağanolanakolasıolayolgunolimpikolumluomletomurgaonarımonursaloperaoptikoralorantı"
    "orduorganikorijinorkideormanortaoruçotağotantikotelotobanotogarotomobilotonomotoparkotoriteotoyoloturumoyuk"
    "oyuncakozanödemeödeneködevödülödünçöfkeöğlenöğrenciöğünöğütücüöksürükölçmeölçü"
    "ölümsüzömürönayaköncüönderönemönergeöngörüönlükönseziöpücükördekörgüörtbasörtmeörtü"
    "örümcekörüntüöteberiötekiövünçöyküöyleyseözçekimözdeyişözelözentiözerközgürlüközlemözlü"
    "özneözseverözümsemeözürözveripabuçpadişahpalamutpalmiyepaltopalyaçopamukpanayırpancarpandapanelpanik"
    "panjurpankartpanopansumanpantolonpanzehirpapatyapapyonparaşütparçapardösüparfümparıltıparkurparmakparodi"
    "parselpartnerpasaportpasifpaskalyapastırmapaşapatatespatenpatikapatlıcanpatologpatronpayandapaydaşpayidar"
    "paylaşmapaytakpeçetepedalpederpehlivanpekalapekmezpelerinpelikanpelüşpembepenapencerepenseperçinperdepergel"
    "perişanperonpersonelperşembeperukpervanepespayepestilpeşinpetekpetrolpetunyapeynirpeyzajpınarpırasapırlanta"
    "pidepikappiknikpilavpiliçpilotpipetpipopiramitpirinçpirzolapistpişikpişmanpiyasapiyesplajplaketplanlama"
    "platformplazmapodyumpoğaçapolatpolenpolitikapompapopülerporselenportakalposaposterpoşetpoyrazpozitifpranga"
    "pratikprensesprimproblemprofilprogramprojeprotokolprovapuanpudrapusulapürepürüzpüstülpüsürraconradar"
    "radikalradyorafadanrafinerağbetrahatrahlerakamraketrakiprakunralliramparandevuranzaraporrastgelerasyonelrazı"
    "realitereçinerefahreferansrefikreformrehberrehinreisrekabetreklamrekorrektörrenkresimresmenrestoranretorik"
    "revaçrevizereyonrezaletrezervrezilrıhtımrızaritimritüelrivayetrobotromanrotarozetröportajrötarrubleruhban"
    "ruhsatruletrulorunikrutinrutubetrüşvetrütberüyarüzgarsabahsabıkasabitsabunsaçmasadesadıksafahatsafdilsafkan"
    "sağanaksağduyusağlamsahasahidensahnesakalsakızsakinsaklamasaksağansalamurasalçasalgısalınımsalkımsalon"
    "saltanatsanatçısancaksandalyesaniyesaplantısapsızsaraysarışınsarkıksarmaşıksatırsavaşımsavunmasaydamsayfa"
    "saygınsayısalsebepseçenekseçimseçkinseçmensedasedirsedyesefersehpasekizgenselektörselvisemavisembolseminer"
    "senaryosendikasenkronsensörsentezsepetseramikserbestserdarseremonisergiserhatserinsermayeserpuşsersemserüven"
    "servisseslisesteşsevapseviyeseyahatseyircisezonsıcaksıfatsıhhisınanmasınırsıradansırdaşsırmasırtüstüsızgıt"
    "siftahsigortasihirbazsilahsileceksilindirsimetrisimgesimitsincapsindirimsinemasinirlisiparişsirkesirozsistem"
    "sivilcesiyasislogansobasofrasoğuksohbetsokaksolfejsolunumsomutsonbaharsonrakisonsuzsorunsuzsosyetesoyağacı"
    "soydaşsoygunsoytarısöğüşsömürgesönüksöylemsözcüksözdespatulaspektrumspikerspiralsponsorsporcusprey"
    "stabilstatüstokstopajstratejisubaysucuksuçüstüsuhuletsulamasungursunucusuratsusamsuskunsüksesükutsülale"
    "süngersüpürgesürahisüreçsürgünsürümsüslemesütannesütlaçsütunsüvarişahaneşahbazşahitşahsiyet"
    "şakımaşaklabanşakrakşamarşampiyonşanslışantiyeşapkaşarkıcışartnameşaşırmaşaşkınşatafatşayet"
    "şebekeşefkatşeftalişehirşehvetşekerşekilşelaleşemaşemsiyeşerbetşerefşeritşımarıkşıpıdıkşifre"
    "şimdişimşekşipşakşirinşişeşişirmeşofbenşöhretşölenşüphetabakatabelataburetadilattaharettahıl"
    "tahkimtahliltahmintahrifattahsilattahtataklittakoztaksicitaktiktakvimtalebetaliptamamentamircitampontamtakır"
    "tandırtaneciktanıtımtanrıtansiyontapantapınaktaptazetaputarafgirtarhanatarımtarihtarlatartaktarumartasarımtasdik"
    "taslaktastamamtaşerontaşınmaztaşratatavatatbikattatiltatlıtavsiyetavşantavuktazetaziyetazminattebeşirtebrik"
    "tecrübeteçhizattedariktedbirteftişteğetteğmentehdittehliketekdüzetekerlektekmetekniktekrarteleftelsiztelve"
    "temastembeltemiztemkintempotemsilcitendonteneketenhatenkittepegöztepkiteraziterbiyetercihtereyağıterfiterim"
    "terminaltersanetertiptesadüftesciltesirteslimattespittestereteşekkürteşhirteşrifteşvikteyzetezahürtezgah"
    "tıbbitıkaçtıkışıktıknaztılsımtıpkıtıraştırışkatırmanıştırnaktırpantıslamaticarettilkitiryakititreşimtohum"
    "tokattoleretomartombaktomurcuktopaçtoplumtopraktoptantoramantorpidotortutosbağatoynaktörentrafiktrajeditramvay"
    "transfertribüntrikotugaytuğlatuğrultuhaftulumbatunçturanturkuazturnusolturşuturuncututanaktutkaltutsaktutum"
    "tuyuğtuzlutüccartüfektükenmeztülbenttümleçtüneltürbintürevtürktüzükucubeucuzuçakuçurtmaufukuğrak"
    "uğurukalaulaşımulemaulusulviumursamaumutunutkanusluustabaşıusturausulutangaçuyanıkuyarıuyduuygaruygulama"
    "uykusuzuysaluyuşmauzantıuzayuzgörenuzlaşmauzmanuzunücraücretüçbudaküçgenüçkağıtüçlemeüfürükülke"
    "ümitüniformaüniteünlemüretkenürünüslupüstelüstünüşengeçüşümeütopyaüveyüzengiüzgünüzüm"
    "vagonvakavakfiyevakıfvakitvakumvapurvarilvarlıkvarsayımvaryemezvasıtavasiyetvatandaşvazifevazovecizvefavehim"
    "veliahtveresiyeverimliverkaçvernikvertigovesaitvesikavestiyerveznedarvicdanvilayetviranevirgülvişnevitesvokal"
    "volkanvurmavurucuvücutyabancıyabguyağışyağlıyağmuryakamozyakınyaklaşıkyalçınyalıtımyamanyanardağyangın"
    "yanıtyankıyanlışyansımayapayyapbozyapımcıyaprakyaratıkyarbayyardımyargıçyarıçapyaseminyastıkyaşamyatakyatırım"
    "yavruyaygarayayıncıyaylayazılımyekpareyekvücutyelkovanyelpazeyemekyemişyengeçyeniçeriyeraltıyerküreyerleşke"
    "yeryüzüyeşilyetenekyetkiliyığınakyıkamayılbaşıyıldırımyılkıyılmazyırtıcıyiğityoğurtyokuşyolcuyoldaş"
    "yolgeçenyolkesenyolüstüyordamyorganyorumcuyosunyöndeşyönetimyönlüyöntemyöreselyörüngeyufkayukarı"
    "yumrukyumurtayuvarlakyücelmeyükçekeryüklemyüksekyürekyürütmeyüzdeyüzeyselyüzgeçyüzüstüyüzyıl"
    "zabıtazaferzahmetzambakzaptiyezarafetzaruretzekazekicezemberekzeminzencefilzeplinzeytinzıbınzılgıtzımbırtızımpara"
    "zıpkınzigonzihinselzihniyetzincirzindanzirzopziyaretziynetzorakizorluzorunluzüğürtzümre"
    ;
static const uint16_t turkish_offsets[2049] = {
    0, 6, 14, 21, 26, 32, 37, 43, 48, 55, 63, 69, 74, 79, 91, 97, 101, 108, 115, 121, 126, 132, 137, 143, 149, 156, 160,
    168, 175, 180, 185, 190, 197, 202, 206, 210, 217, 223, 230, 239, 246, 253, 258, 266, 271, 276, 284, 291, 298, 303,
    310, 316, 323, 328, 335, 342, 349, 354, 358, 364, 373, 381, 389, 394, 399, 406, 412, 420, 428, 435, 440, 448, 454,
    461, 467, 475, 479, 483, 488, 492, 499, 505, 510, 517, 524, 532, 539, 546, 554, 561, 568, 575, 583, 589, 593, 598,
    606, 610, 617, 623, 628, 638, 642, 647, 653, 657, 663, 667, 672, 677, 681, 690, 699, 705, 710, 714, 720, 725, 731,
    735, 744, 752, 758, 764, 768, 773, 778, 783, 790, 798, 802, 811, 820, 827, 833, 839, 845, 851, 859, 863, 871, 876,
    881, 886, 890, 897, 903, 909, 913, 927, 933, 939, 943, 948, 957, 961, 965, 970, 981, 989, 996, 1000, 1006, 1013,
    1020, 1029, 1035, 1039, 1044, 1048, 1053, 1059, 1067, 1077, 1089, 1097, 1106, 1111, 1121, 1129, 1136, 1141, 1148,
    1155, 1160, 1165, 1170, 1176, 1181, 1186, 1192, 1198, 1202, 1209, 1215, 1222, 1227, 1232, 1241, 1249, 1257, 1262,
    1268, 1275, 1281, 1288, 1296, 1301, 1305, 1315, 1322, 1330, 1339, 1344, 1350, 1356, 1363, 1370, 1376, 1382, 1389,
    1394, 1398, 1404, 1416, 1423, 1427, 1433, 1439, 1445, 1452, 1461, 1468, 1475, 1482, 1490, 1495, 1501, 1507, 1512,
    1520, 1524, 1529, 1534, 1544, 1553, 1562, 1568, 1576, 1585, 1594, 1603, 1609, 1614, 1619, 1625, 1636, 1641, 1647,
    1654, 1662, 1667, 1672, 1677, 1683, 1689, 1695, 1700, 1706, 1712, 1718, 1725, 1730, 1734, 1739, 1744, 1754, 1762,
    1767, 1775, 1784, 1792, 1804, 1816, 1826, 1834, 1847, 1859, 1865, 1872, 1880, 1888, 1898, 1907, 1917, 1925, 1933,
    1940, 1948, 1959, 1966, 1975, 1984, 1990, 1997, 2004, 2012, 2023, 2033, 2045, 2051, 2061, 2071, 2078, 2085, 2091,
    2098, 2105, 2113, 2120, 2127, 2138, 2145, 2152, 2159, 2170, 2182, 2193, 2200, 2212, 2217, 2225, 2230, 2238, 2243,
    2247, 2253, 2264, 2271, 2277, 2287, 2295, 2300, 2305, 2311, 2318, 2328, 2336, 2344, 2349, 2356, 2361, 2365, 2371,
    2378, 2382, 2388, 2394, 2400, 2408, 2413, 2419, 2429, 2442, 2449, 2460, 2469, 2476, 2483, 2489, 2496, 2503, 2511,
    2517, 2526, 2532, 2540, 2544, 2553, 2564, 2569, 2576, 2586, 2592, 2601, 2606, 2614, 2622, 2629, 2634, 2644, 2648,
    2653, 2658, 2667, 2676, 2685, 2692, 2696, 2702, 2707, 2712, 2719, 2724, 2730, 2739, 2750, 2758, 2767, 2778, 2788,
    2803, 2812, 2822, 2829, 2833, 2837, 2843, 2847, 2851, 2858, 2864, 2868, 2874, 2880, 2888, 2897, 2903, 2907, 2912,
    2917, 2921, 2928, 2933, 2938, 2945, 2951, 2958, 2963, 2969, 2975, 2982, 2992, 3002, 3006, 3014, 3020, 3025, 3033,
    3040, 3047, 3053, 3058, 3063, 3073, 3079, 3085, 3090, 3098, 3103, 3109, 3116, 3123, 3128, 3133, 3138, 3145, 3150,
    3157, 3163, 3168, 3174, 3181, 3185, 3189, 3194, 3201, 3210, 3217, 3223, 3232, 3236, 3241, 3249, 3255, 3259, 3264,
    3269, 3274, 3280, 3285, 3290, 3297, 3304, 3309, 3314, 3321, 3326, 3332, 3337, 3343, 3349, 3355, 3361, 3368, 3375,
    3382, 3387, 3394, 3400, 3405, 3413, 3420, 3424, 3432, 3440, 3448, 3456, 3463, 3472, 3479, 3484, 3489, 3496, 3503,
    3508, 3517, 3521, 3527, 3533, 3539, 3544, 3550, 3555, 3561, 3567, 3572, 3576, 3582, 3588, 3595, 3602, 3612, 3616,
    3620, 3625, 3632, 3637, 3641, 3647, 3654, 3662, 3670, 3676, 3683, 3689, 3697, 3704, 3709, 3716, 3722, 3731, 3736,
    3743, 3748, 3753, 3759, 3764, 3771, 3781, 3792, 3802, 3810, 3823, 3830, 3838, 3847, 3856, 3866, 3874, 3883, 3890,
    3900, 3909, 3921, 3930, 3942, 3946, 3952, 3959, 3966, 3973, 3984, 3995, 4003, 4013, 4022, 4035, 4045, 4055, 4062,
    4067, 4074, 4079, 4085, 4091, 4099, 4104, 4109, 4114, 4121, 4129, 4134, 4142, 4146, 4152, 4157, 4169, 4173, 4179,
    4185, 4190, 4197, 4203, 4211, 4217, 4222, 4228, 4233, 4241, 4247, 4252, 4259, 4267, 4272, 4279, 4285, 4292, 4305,
    4318, 4325, 4331, 4337, 4341, 4346, 4350, 4354, 4361, 4367, 4377, 4390, 4396, 4408, 4417, 4422, 4427, 4433, 4438,
    4444, 4449, 4456, 4467, 4475, 4484, 4490, 4504, 4515, 4523, 4529, 4540, 4549, 4556, 4562, 4566, 4577, 4585, 4597,
    4604, 4609, 4616, 4622, 4628, 4633, 4638, 4643, 4650, 4655, 4661, 4667, 4674, 4679, 4684, 4691, 4697, 4703, 4708,
    4718, 4722, 4727, 4735, 4742, 4747, 4752, 4759, 4764, 4771, 4775, 4779, 4784, 4790, 4794, 4799, 4804, 4809, 4814,
    4820, 4826, 4831, 4836, 4844, 4851, 4862, 4869, 4875, 4881, 4886, 4890, 4900, 4907, 4915, 4919, 4926, 4930, 4937,
    4945, 4951, 4960, 4965, 4970, 4979, 4984, 4990, 4996, 5000, 5006, 5014, 5022, 5029, 5037, 5046, 5053, 5063, 5067,
    5074, 5080, 5086, 5094, 5100, 5105, 5113, 5119, 5125, 5130, 5134, 5139, 5147, 5153, 5162, 5170, 5175, 5183, 5192,
    5201, 5209, 5213, 5219, 5225, 5231, 5237, 5243, 5253, 5259, 5263, 5270, 5275, 5282, 5287, 5295, 5303, 5310, 5317,
    5324, 5332, 5340, 5348, 5354, 5362, 5370, 5380, 5387, 5395, 5405, 5412, 5420, 5427, 5437, 5444, 5452, 5461, 5472,
    5480, 5488, 5497, 5503, 5514, 5519, 5525, 5529, 5536, 5541, 5547, 5556, 5561, 5573, 5580, 5589, 5596, 5604, 5613,
    5620, 5626, 5631, 5638, 5646, 5653, 5661, 5668, 5674, 5679, 5685, 5689, 5697, 5702, 5710, 5715, 5720, 5727, 5733,
    5741, 5748, 5752, 5758, 5765, 5775, 5789, 5798, 5814, 5822, 5832, 5843, 5851, 5857, 5863, 5870, 5877, 5886, 5894,
    5901, 5908, 5913, 5919, 5925, 5932, 5936, 5943, 5951, 5960, 5967, 5972, 5978, 5986, 5996, 6004, 6009, 6017, 6024,
    6036, 6045, 6052, 6058, 6063, 6068, 6074, 6079, 6085, 6096, 6105, 6113, 6122, 6134, 6141, 6149, 6158, 6165, 6171,
    6179, 6184, 6191, 6198, 6204, 6211, 6217, 6222, 6228, 6233, 6239, 6244, 6249, 6254, 6261, 6266, 6273, 6279, 6284,
    6292, 6300, 6307, 6312, 6317, 6323, 6328, 6335, 6340, 6345, 6353, 6361, 6371, 6379, 6386, 6392, 6397, 6404, 6410,
    6416, 6422, 6427, 6433, 6439, 6444, 6450, 6455, 6461, 6466, 6472, 6479, 6485, 6492, 6499, 6508, 6516, 6523, 6529,
    6537, 6549, 6556, 6562, 6567, 6572, 6580, 6586, 6591, 6596, 6604, 6612, 6618, 6625, 6632, 6638, 6643, 6648, 6656,
    6661, 6666, 6672, 6678, 6684, 6690, 6698, 6704, 6710, 6717, 6723, 6729, 6734, 6740, 6749, 6758, 6766, 6772, 6780,
    6787, 6794, 6800, 6805, 6809, 6815, 6821, 6827, 6833, 6841, 6849, 6857, 6864, 6869, 6874, 6880, 6890, 6896, 6901,
    6906, 6913, 6918, 6928, 6934, 6942, 6950, 6956, 6964, 6970, 6975, 6980, 6985, 6991, 6998, 7003, 7009, 7016, 7023,
    7029, 7035, 7040, 7045, 7052, 7057, 7066, 7076, 7082, 7087, 7093, 7099, 7105, 7113, 7123, 7131, 7136, 7142, 7151,
    7159, 7165, 7170, 7178, 7186, 7195, 7205, 7214, 7224, 7233, 7243, 7250, 7258, 7268, 7274, 7284, 7292, 7300, 7310,
    7321, 7332, 7342, 7352, 7358, 7365, 7371, 7376, 7381, 7388, 7395, 7403, 7409, 7414, 7419, 7427, 7434, 7440, 7446,
    7451, 7457, 7462, 7468, 7473, 7478, 7483, 7490, 7494, 7502, 7508, 7513, 7519, 7527, 7533, 7541, 7546, 7552, 7559,
    7564, 7569, 7574, 7583, 7588, 7593, 7599, 7606, 7611, 7616, 7622, 7628, 7636, 7641, 7648, 7654, 7660, 7665, 7672,
    7682, 7686, 7690, 7694, 7698, 7705, 7709, 7716, 7722, 7728, 7734, 7741, 7745, 7753, 7760, 7767, 7774, 7782, 7788,
    7794, 7798, 7803, 7810, 7816, 7821, 7827, 7834, 7841, 7846, 7851, 7855, 7862, 7866, 7873, 7879, 7885, 7890, 7894,
    7900, 7906, 7913, 7917, 7923, 7929, 7937, 7943, 7950, 7957, 7963, 7969, 7973, 7980, 7984, 7991, 7999, 8005, 8013,
    8024, 8030, 8039, 8050, 8060, 8077, 8090, 8099, 8109, 8122, 8130, 8138, 8146, 8153, 8159, 8167, 8179, 8188, 8196,
    8208, 8215, 8223, 8231, 8238, 8246, 8257, 8269, 8278, 8285, 8296, 8304, 8313, 8324, 8335, 8341, 8349, 8356, 8370,
    8377, 8385, 8391, 8400, 8412, 8420, 8428, 8435, 8444, 8451, 8458, 8463, 8472, 8477, 8485, 8491, 8496, 8501, 8506,
    8512, 8519, 8523, 8531, 8539, 8547, 8554, 8560, 8571, 8578, 8589, 8597, 8606, 8612, 8618, 8624, 8630, 8637, 8645,
    8650, 8658, 8667, 8673, 8680, 8685, 8691, 8700, 8707, 8713, 8720, 8728, 8735, 8745, 8751, 8759, 8764, 8769, 8777,
    8783, 8789, 8796, 8803, 8812, 8817, 8821, 8828, 8833, 8841, 8846, 8852, 8861, 8866, 8874, 8884, 8889, 8896, 8903,
    8909, 8916, 8921, 8927, 8934, 8940, 8946, 8952, 8959, 8968, 8972, 8977, 8983, 8988, 8995, 9000, 9005, 9009, 9016,
    9024, 9031, 9035, 9042, 9050, 9056, 9061, 9065, 9071, 9079, 9087, 9093, 9099, 9109, 9114, 9119, 9127, 9132, 9141,
    9149, 9157, 9161, 9167, 9174, 9180, 9187, 9193, 9199, 9206, 9210, 9217, 9223, 9230, 9235, 9243, 9248, 9252, 9257,
    9263, 9269, 9278, 9288, 9297, 9302, 9307, 9314, 9319, 9326, 9332, 9340, 9345, 9350, 9355, 9360, 9365, 9370, 9375,
    9380, 9387, 9392, 9397, 9405, 9413, 9418, 9425, 9433, 9438, 9446, 9451, 9457, 9463, 9468, 9472, 9479, 9485, 9490,
    9498, 9502, 9507, 9513, 9521, 9528, 9535, 9541, 9546, 9553, 9559, 9564, 9572, 9577, 9582, 9590, 9597, 9602, 9607,
    9611, 9616, 9626, 9633, 9638, 9644, 9650, 9655, 9659, 9664, 9669, 9676, 9686, 9693, 9699, 9707, 9712, 9719, 9724,
    9729, 9736, 9740, 9746, 9753, 9759, 9765, 9774, 9783, 9791, 9795, 9802, 9807, 9812, 9818, 9823, 9830, 9840, 9848,
    9855, 9861, 9870, 9877, 9882, 9890, 9900, 9906, 9914, 9920, 9929, 9936, 9941, 9952, 9959, 9970, 9976, 9986, 9993,
    9999, 10004, 10011, 10019, 10024, 10033, 10040, 10048, 10056, 10060, 10065, 10070, 10075, 10080, 10088, 10098,
    10103, 10109, 10115, 10122, 10129, 10136, 10143, 10151, 10157, 10162, 10169, 10176, 10182, 10190, 10195, 10201,
    10206, 10213, 10221, 10227, 10236, 10242, 10247, 10255, 10260, 10266, 10273, 10280, 10285, 10291, 10297, 10303,
    10311, 10318, 10326, 10335, 10341, 10354, 10362, 10368, 10375, 10383, 10388, 10395, 10403, 10410, 10415, 10420,
    10426, 10434, 10440, 10447, 10456, 10461, 10466, 10472, 10479, 10485, 10491, 10495, 10500, 10507, 10513, 10518,
    10524, 10531, 10536, 10544, 10551, 10557, 10565, 10572, 10583, 10591, 10597, 10605, 10618, 10629, 10638, 10646,
    10656, 10663, 10670, 10678, 10684, 10690, 10697, 10703, 10708, 10714, 10721, 10725, 10731, 10739, 10744, 10749,
    10762, 10769, 10775, 10781, 10787, 10792, 10797, 10803, 10810, 10817, 10825, 10833, 10844, 10852, 10861, 10871,
    10880, 10889, 10898, 10908, 10915, 10923, 10931, 10939, 10946, 10956, 10965, 10975, 10983, 10990, 11000, 11009,
    11018, 11025, 11036, 11046, 11058, 11069, 11078, 11085, 11093, 11101, 11110, 11117, 11125, 11132, 11139, 11147,
    11153, 11162, 11170, 11177, 11184, 11195, 11207, 11214, 11221, 11231, 11241, 11248, 11256, 11267, 11275, 11285,
    11294, 11303, 11309, 11315, 11321, 11328, 11335, 11341, 11347, 11353, 11359, 11367, 11375, 11380, 11386, 11391,
    11398, 11404, 11410, 11416, 11421, 11428, 11435, 11441, 11450, 11457, 11464, 11473, 11479, 11487, 11492, 11500,
    11507, 11511, 11519, 11526, 11532, 11537, 11542, 11548, 11555, 11563, 11569, 11575, 11583, 11592, 11603, 11610,
    11616, 11624, 11629, 11635, 11642, 11650, 11655, 11659, 11665, 11673, 11682, 11688, 11697, 11707, 11714, 11720,
    11728, 11735, 11743, 11749, 11756, 11765, 11773, 11778, 11784, 11790, 11795, 11801, 11806, 11811, 11817, 11822,
    11828, 11833, 11841, 11847, 11853, 11858, 11864, 11873, 11878, 11884, 11891, 11897, 11908, 11913, 11918, 11926,
    11933, 11939, 11948, 11954, 11959, 11967, 11973, 11980, 11992, 12000, 12008, 12016, 12021, 12030, 12036, 12042,
    12050, 12062, 12069, 12077, 12084, 12092, 12103, 12115, 12122, 12129, 12137, 12144, 12149, 12156, 12166, 12171,
    12176, 12182, 12187, 12193, 12201, 12208, 12214, 12220, 12226, 12233, 12240, 12245, 12254, 12260, 12267, 12273,
    12280, 12287, 12295, 12303, 12308, 12313, 12320, 12328, 12333, 12340, 12346, 12351, 12358, 12366, 12373, 12380,
    12387, 12393, 12399, 12404, 12411, 12416, 12424, 12431, 12441, 12450, 12460, 12467, 12475, 12482, 12488, 12497,
    12502, 12506, 12512, 12521, 12525, 12532, 12538, 12543, 12552, 12557, 12561, 12565, 12573, 12577, 12584, 12588,
    12599, 12605, 12609, 12618, 12625, 12631, 12635, 12640, 12648, 12655, 12660, 12668, 12675, 12679, 12688, 12697,
    12702, 12706, 12712, 12719, 12730, 12739, 12753, 12763, 12775, 12781, 12787, 12797, 12804, 12811, 12820, 12828,
    12835, 12842, 12851, 12864, 12875, 12883, 12889, 12897, 12906, 12914, 12919, 12923, 12930, 12936, 12941, 12946,
    12951, 12956, 12963, 12972, 12980, 12987, 12994, 13004, 13010, 13014, 13019, 13023, 13028, 13035, 13043, 13050,
    13058, 13064, 13071, 13077, 13083, 13091, 13099, 13105, 13112, 13118, 13126, 13133, 13138, 13143, 13149, 13154,
    13160, 13167, 13175, 13180, 13190, 13198, 13206, 13213, 13219, 13230, 13239, 13248, 13253, 13263, 13270, 13276,
    13282, 13291, 13299, 13304, 13310, 13319, 13325, 13333, 13339, 13346, 13355, 13365, 13372, 13379, 13386, 13391,
    13400, 13405, 13412, 13421, 13426, 13435, 13442, 13452, 13460, 13467, 13472, 13479, 13487, 13497, 13505, 13514,
    13524, 13535, 13542, 13549, 13556, 13567, 13574, 13585, 13596, 13603, 13610, 13620, 13627, 13635, 13642, 13647,
    13655, 13665, 13673, 13684, 13690, 13696, 13703, 13708, 13718, 13727, 13736, 13744, 13753, 13764, 13769, 13776,
    13782, 13789, 13797, 13806, 13818, 13826, 13834, 13841, 13852, 13859, 13869, 13879, 13892, 13901, 13908, 13913,
    13919, 13925, 13932, 13939, 13946, 13950, 13956, 13964, 13969, 13977, 13983, 13989, 13996, 14004, 14015, 14023,
    14031, 14036, 14044, 14052, 14058, 14064, 14070, 14077, 14083, 14089, 14094, 14101, 14113, 14120,
};
static const uint16_t turkish_sorted[2048] = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30,
    31, 32, 33, 34, 35, 36, 37, 38, 39, 43, 44, 45, 46, 47, 48, 49, 50, 51, 40, 41, 42, 52, 53, 54, 55, 56, 57, 58, 59,
    62, 61, 63, 64, 66, 67, 65, 68, 60, 69, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88,
    89, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113,
    114, 115, 117, 116, 118, 119, 120, 121, 122, 123, 124, 125, 126, 127, 128, 129, 130, 132, 131, 133, 134, 135, 136,
    137, 138, 139, 140, 141, 142, 143, 144, 145, 146, 147, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159,
    160, 161, 162, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 174, 175, 173, 176, 178, 177, 179, 180, 181, 182,
    183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196, 197, 199, 200, 201, 202, 203, 204, 205, 206,
    207, 208, 209, 210, 211, 212, 213, 214, 215, 216, 217, 218, 219, 220, 221, 222, 223, 224, 225, 226, 227, 228, 229,
    230, 231, 232, 233, 234, 235, 236, 237, 238, 239, 240, 241, 242, 243, 244, 245, 246, 247, 248, 249, 250, 198, 251,
    252, 253, 254, 255, 256, 257, 258, 259, 260, 261, 262, 263, 264, 265, 266, 267, 268, 269, 272, 273, 274, 275, 276,
    277, 278, 270, 271, 279, 280, 281, 282, 283, 284, 285, 286, 287, 288, 290, 291, 289, 292, 293, 294, 295, 296, 297,
    298, 299, 300, 301, 302, 303, 304, 305, 309, 310, 311, 312, 313, 314, 315, 316, 317, 318, 319, 320, 321, 322, 323,
    324, 306, 307, 308, 325, 326, 327, 328, 329, 330, 331, 333, 332, 334, 335, 337, 338, 336, 339, 340, 341, 342, 343,
    344, 345, 346, 347, 348, 349, 350, 351, 352, 353, 354, 355, 356, 357, 358, 359, 360, 363, 364, 365, 366, 367, 368,
    369, 370, 371, 372, 373, 374, 375, 376, 377, 378, 379, 380, 381, 382, 383, 384, 385, 386, 387, 388, 389, 390, 391,
    392, 393, 394, 395, 396, 397, 398, 399, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 361, 362,
    413, 414, 415, 416, 417, 418, 419, 420, 421, 422, 423, 424, 425, 426, 427, 428, 429, 430, 431, 432, 433, 434, 435,
    436, 437, 438, 439, 440, 441, 442, 443, 444, 445, 446, 447, 448, 449, 450, 451, 452, 453, 454, 455, 456, 457, 458,
    459, 460, 461, 462, 463, 464, 465, 466, 467, 468, 469, 470, 471, 472, 473, 474, 475, 476, 477, 478, 479, 480, 481,
    482, 483, 484, 485, 486, 487, 488, 489, 490, 491, 492, 493, 494, 495, 496, 497, 498, 499, 500, 501, 503, 502, 504,
    505, 506, 507, 508, 509, 510, 511, 512, 520, 521, 522, 523, 524, 525, 526, 527, 528, 529, 530, 531, 532, 533, 534,
    535, 536, 537, 538, 513, 514, 515, 516, 517, 518, 519, 539, 540, 541, 542, 543, 544, 545, 546, 547, 548, 549, 550,
    551, 552, 553, 554, 555, 559, 560, 561, 562, 563, 564, 565, 566, 567, 568, 569, 570, 571, 572, 573, 574, 575, 576,
    577, 578, 579, 580, 581, 582, 583, 584, 585, 586, 587, 588, 589, 590, 591, 592, 593, 594, 595, 596, 597, 598, 599,
    556, 557, 558, 600, 601, 602, 603, 605, 606, 604, 607, 608, 609, 610, 611, 612, 613, 614, 615, 616, 617, 618, 619,
    620, 621, 622, 623, 624, 625, 626, 627, 628, 629, 630, 631, 632, 633, 634, 635, 636, 639, 640, 641, 642, 643, 644,
    645, 646, 647, 648, 649, 650, 651, 652, 653, 654, 655, 656, 657, 658, 659, 660, 661, 662, 637, 638, 671, 672, 673,
    674, 675, 676, 677, 678, 679, 680, 681, 682, 683, 684, 685, 686, 687, 688, 689, 690, 691, 692, 693, 694, 695, 696,
    697, 698, 699, 700, 701, 702, 703, 704, 705, 706, 707, 708, 709, 710, 711, 712, 713, 714, 715, 716, 717, 718, 719,
    720, 721, 722, 723, 724, 725, 726, 727, 728, 729, 730, 731, 732, 733, 734, 735, 736, 737, 738, 739, 741, 740, 742,
    743, 745, 744, 746, 747, 748, 749, 750, 751, 752, 753, 754, 756, 755, 757, 758, 759, 760, 761, 762, 764, 765, 763,
    766, 767, 768, 770, 771, 769, 773, 774, 772, 775, 776, 777, 778, 779, 780, 781, 782, 783, 784, 785, 786, 787, 788,
    789, 790, 791, 792, 793, 814, 815, 816, 817, 818, 819, 820, 821, 822, 823, 824, 825, 826, 827, 828, 829, 830, 831,
    832, 833, 834, 835, 836, 837, 838, 839, 840, 841, 842, 843, 844, 845, 846, 847, 848, 849, 850, 851, 852, 853, 854,
    855, 856, 857, 858, 859, 860, 861, 862, 863, 864, 865, 866, 867, 868, 869, 870, 871, 872, 873, 874, 875, 876, 877,
    878, 879, 880, 881, 882, 883, 884, 885, 886, 887, 888, 889, 890, 891, 892, 893, 894, 895, 896, 897, 898, 899, 900,
    901, 902, 794, 795, 796, 797, 798, 799, 800, 801, 802, 804, 805, 803, 806, 807, 809, 808, 810, 811, 812, 813, 903,
    904, 905, 906, 907, 908, 909, 910, 911, 912, 913, 914, 915, 916, 917, 918, 919, 920, 921, 922, 923, 924, 925, 927,
    928, 929, 930, 931, 932, 933, 934, 935, 936, 937, 938, 939, 940, 941, 942, 943, 944, 945, 946, 947, 948, 949, 950,
    951, 952, 953, 954, 955, 956, 957, 958, 959, 960, 961, 962, 963, 964, 965, 966, 967, 968, 969, 970, 971, 972, 973,
    974, 975, 976, 977, 978, 979, 980, 981, 982, 983, 984, 985, 986, 987, 988, 989, 990, 991, 992, 993, 994, 995, 996,
    997, 998, 999, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 1015, 1016,
    1017, 1018, 1019, 1020, 1024, 1025, 1026, 1027, 1028, 1029, 1030, 1031, 1032, 1033, 1034, 1035, 1036, 1037, 1038,
    1039, 1040, 1041, 1042, 1043, 1044, 1045, 1046, 1047, 1048, 1049, 1050, 1051, 1052, 1053, 1054, 1055, 1056, 1057,
    1058, 1059, 1060, 1061, 1062, 1063, 1064, 1065, 1066, 1067, 1068, 1069, 1070, 1071, 1072, 1073, 1074, 1075, 1076,
    1077, 1078, 1079, 1080, 1021, 1022, 1023, 1081, 1082, 1083, 1084, 1085, 1086, 1087, 1088, 1089, 1090, 1091, 1092,
    1094, 1093, 1095, 1096, 1098, 1097, 1099, 1100, 1101, 1102, 1103, 1104, 1105, 1106, 1107, 1108, 1109, 1110, 1111,
    1112, 1113, 1114, 1115, 1116, 1117, 1118, 1119, 1120, 1121, 1122, 1123, 926, 1124, 1125, 1126, 1127, 1128, 1129,
    1130, 1131, 1132, 1133, 1134, 1135, 1136, 1137, 1138, 1139, 1140, 1141, 1142, 1143, 1144, 1145, 1146, 1147, 1148,
    1149, 1150, 1151, 1152, 1153, 1154, 1155, 1156, 1157, 1158, 1159, 1160, 1161, 1162, 1163, 1164, 1165, 1166, 1167,
    1168, 1169, 1170, 1171, 1172, 1173, 1174, 1175, 1176, 1177, 1178, 1179, 1180, 1181, 1182, 1183, 1184, 1185, 1186,
    1187, 1188, 1189, 1190, 1191, 1192, 1193, 1194, 1195, 1196, 1197, 1198, 1199, 1200, 1201, 1202, 1203, 1204, 1205,
    1206, 1207, 1208, 1209, 1210, 1211, 1212, 1213, 1214, 1215, 1216, 1217, 1218, 1219, 1220, 1221, 1222, 1223, 1224,
    1225, 1226, 1227, 1228, 1229, 1230, 1231, 1232, 1233, 1234, 1235, 1236, 1237, 1238, 1239, 1240, 1241, 1242, 1243,
    1244, 1245, 1246, 1247, 1248, 1249, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1259, 1260, 1261, 1262, 1263,
    1258, 1264, 1265, 1266, 1267, 1268, 1269, 1270, 1271, 1272, 1273, 1274, 1275, 1276, 1277, 1278, 1279, 1280, 1281,
    1282, 1283, 1284, 1285, 1286, 1287, 1288, 1289, 1290, 1291, 1292, 1293, 1294, 1295, 1296, 1297, 1298, 1299, 1300,
    1301, 1302, 1303, 1304, 1305, 1306, 1307, 1308, 1309, 1313, 1314, 1315, 1316, 1317, 1318, 1319, 1320, 1321, 1322,
    1323, 1324, 1325, 1326, 1327, 1328, 1329, 1330, 1331, 1332, 1333, 1334, 1335, 1336, 1337, 1338, 1339, 1340, 1341,
    1342, 1343, 1344, 1345, 1346, 1347, 1348, 1349, 1350, 1351, 1352, 1353, 1354, 1355, 1356, 1357, 1358, 1359, 1360,
    1361, 1362, 1363, 1364, 1310, 1311, 1312, 1365, 1366, 1367, 1368, 1369, 1370, 1371, 1372, 1373, 1374, 1375, 1376,
    1377, 1378, 1379, 1380, 1381, 1382, 1383, 1384, 1385, 1386, 1387, 1388, 1389, 1390, 1391, 1392, 1393, 1394, 1395,
    1396, 1397, 1398, 1399, 1400, 1401, 1402, 1403, 1404, 1405, 1406, 1407, 1408, 1409, 1412, 1413, 1414, 1415, 1416,
    1417, 1418, 1419, 1420, 1421, 1422, 1423, 1424, 1425, 1426, 1427, 1428, 1429, 1430, 1431, 1432, 1410, 1411, 1433,
    1435, 1436, 1434, 1437, 1438, 1439, 1440, 1441, 1442, 1443, 1444, 1445, 1446, 1447, 1448, 1449, 1451, 1452, 1453,
    1450, 1454, 1455, 1456, 1458, 1459, 1460, 1457, 1461, 1462, 1463, 1464, 1465, 1466, 1467, 1469, 1470, 1468, 1471,
    1472, 1473, 1474, 1475, 1476, 1477, 1478, 1479, 1480, 1481, 1482, 1483, 1484, 1485, 1486, 1487, 1488, 1489, 1490,
    1491, 1492, 1493, 1494, 1495, 1496, 1497, 1498, 1499, 1500, 1501, 1502, 1503, 1504, 1505, 1506, 1507, 1508, 1509,
    1510, 1511, 1512, 1513, 1514, 1515, 1516, 1517, 1518, 1529, 1530, 1531, 1532, 1533, 1534, 1535, 1536, 1537, 1538,
    1539, 1540, 1541, 1542, 1543, 1544, 1545, 1546, 1547, 1548, 1549, 1550, 1551, 1552, 1553, 1554, 1555, 1556, 1557,
    1558, 1559, 1560, 1561, 1562, 1563, 1564, 1565, 1566, 1567, 1568, 1569, 1570, 1571, 1572, 1573, 1574, 1575, 1576,
    1577, 1578, 1579, 1580, 1581, 1582, 1583, 1584, 1585, 1586, 1587, 1588, 1589, 1590, 1591, 1592, 1593, 1594, 1595,
    1596, 1597, 1598, 1599, 1600, 1601, 1602, 1603, 1604, 1605, 1606, 1607, 1519, 1520, 1521, 1522, 1523, 1524, 1525,
    1526, 1527, 1528, 1608, 1609, 1610, 1611, 1613, 1614, 1612, 1615, 1616, 1617, 1618, 1619, 1620, 1621, 1623, 1622,
    1624, 1625, 1626, 1627, 1628, 1629, 1630, 1631, 1632, 1633, 1634, 1635, 1636, 1637, 1638, 1641, 1642, 1643, 1644,
    1645, 1646, 1647, 1648, 1649, 1650, 1651, 1639, 1640, 1652, 1653, 1654, 1655, 1656, 1658, 1659, 1660, 1661, 1662,
    1663, 1657, 1664, 1665, 1666, 1667, 1668, 1669, 1670, 1671, 1672, 1673, 1674, 1675, 1676, 1678, 1679, 1677, 1680,
    1682, 1683, 1681, 1684, 1685, 1687, 1688, 1689, 1690, 1686, 1691, 1692, 1693, 1694, 1695, 1697, 1696, 1698, 1699,
    1700, 1701, 1702, 1703, 1704, 1705, 1706, 1707, 1708, 1709, 1710, 1711, 1712, 1713, 1714, 1715, 1716, 1717, 1718,
    1719, 1720, 1721, 1722, 1723, 1724, 1725, 1726, 1727, 1728, 1729, 1730, 1731, 1732, 1733, 1734, 1735, 1736, 1737,
    1738, 1739, 1740, 1741, 1742, 1743, 1744, 1745, 1746, 1747, 1748, 1749, 1750, 1751, 1752, 1753, 1754, 1755, 1756,
    1757, 1758, 1759, 1760, 1773, 1774, 1775, 1776, 1777, 1778, 1779, 1780, 1781, 1782, 1783, 1784, 1785, 1786, 1787,
    1788, 1789, 1790, 1791, 1792, 1793, 1794, 1795, 1796, 1797, 1798, 1799, 1800, 1801, 1802, 1803, 1804, 1805, 1806,
    1807, 1808, 1809, 1810, 1811, 1812, 1813, 1814, 1815, 1816, 1817, 1818, 1819, 1820, 1821, 1822, 1823, 1824, 1825,
    1761, 1762, 1764, 1763, 1765, 1766, 1767, 1769, 1770, 1771, 1768, 1772, 1826, 1827, 1828, 1829, 1830, 1831, 1832,
    1833, 1834, 1835, 1836, 1837, 1838, 1839, 1840, 1841, 1842, 1843, 1844, 1845, 1846, 1847, 1848, 1849, 1850, 1851,
    1852, 1853, 1854, 1855, 1856, 1857, 1858, 1859, 1860, 1861, 1862, 1863, 1864, 1865, 1866, 1867, 1868, 1869, 1870,
    1871, 1872, 1873, 1874, 1875, 1876, 1877, 1878, 1879, 1880, 1881, 1882, 1883, 1884, 1885, 1886, 1888, 1889, 1887,
    1890, 1891, 1892, 1893, 1894, 1896, 1895, 1897, 1898, 1899, 1900, 1901, 1902, 1903, 1904, 1905, 1906, 1907, 1908,
    1909, 1910, 1911, 1912, 1913, 1914, 1915, 1916, 1917, 1918, 1919, 1920, 1921, 1922, 1923, 1924, 1925, 1927, 1928,
    1926, 1929, 1931, 1930, 1932, 1933, 1934, 1935, 1936, 1938, 1939, 1940, 1937, 1941, 1942, 1944, 1943, 1945, 1946,
    1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954, 1955, 1956, 1958, 1957, 1959, 1960, 1961, 1962, 1963, 1964, 1965,
    1966, 1967, 1968, 1969, 1970, 1971, 1972, 1973, 1974, 1982, 1983, 1984, 1985, 1986, 1987, 1988, 1989, 1990, 1991,
    1992, 1993, 1994, 1995, 1996, 1997, 1998, 1999, 2000, 2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2010,
    2011, 2012, 2013, 2014, 2015, 1975, 1976, 1977, 1978, 1979, 1980, 1981, 2016, 2017, 2018, 2019, 2020, 2021, 2022,
    2023, 2024, 2025, 2026, 2027, 2028, 2029, 2035, 2036, 2037, 2038, 2039, 2040, 2041, 2042, 2043, 2044, 2045, 2046,
    2047, 2030, 2031, 2032, 2033, 2034, 663, 666, 667, 664, 665, 668, 669, 670,
};

static const struct cwordlists_list lists[] = {
    {english_text, english_offsets, english_sorted},
    {japanese_text, japanese_offsets, japanese_sorted},
    {korean_text, korean_offsets, korean_sorted},
    {spanish_text, spanish_offsets, spanish_sorted},
    {chinese_simplified_text, chinese_simplified_offsets, chinese_simplified_sorted},
    {chinese_traditional_text, chinese_traditional_offsets, chinese_traditional_sorted},
    {french_text, french_offsets, french_sorted},
    {italian_text, italian_offsets, italian_sorted},
    {czech_text, czech_offsets, czech_sorted},
    {portuguese_text, portuguese_offsets, portuguese_sorted},
    {russian_text, russian_offsets, russian_sorted},
    {turkish_text, turkish_offsets, turkish_sorted},
};

const struct cwordlists_list *cwordlists_list(uint32_t language) {
    return &lists[language >= 1 && language <= sizeof lists / sizeof lists[0] ? language - 1 : 0];
}
